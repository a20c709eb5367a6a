import type { Context } from '../context';
import { endOverdue } from './allowances';
import type { AuditWatch } from './audit-watch';
import { compact } from './compaction';
import { prune } from './prune';

/** A shop's own centre may be switched off every evening, so the first sweep comes soon after the start. */
const FIRST_MS = 60_000;
const EVERY_MS = 6 * 3_600_000;

/** Forgets what is old, ends what is overdue, and looks whether the audit log is whole, now and then. `stop` waits for a sweep under way. */
export function startBroom(context: Context, watch: AuditWatch): { stop(): Promise<void> } {
  const { db, clock, log } = context;
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = async () => {
    try {
      await db.write((sql) => prune(sql, clock.now()));
      const entries = await compact(db, clock.now());
      if (entries > 0) log('info', 'log.compacted', { entries });
      await endOverdue(context);
    } catch (error) {
      log('warn', 'sweep.failed', { message: String(error) });
    }
    await watch.check();
  };
  const start = () => void (sweeping = sweep());
  const timers = [setTimeout(start, FIRST_MS).unref(), setInterval(start, EVERY_MS).unref()];
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      return sweeping;
    },
  };
}
