import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditVerdict } from '../../shared/protocol/audit';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { checkAudit, type BrokenEntry } from './audit-check';

/** A verdict that is older is made anew when somebody asks. */
const OLD_MS = 10 * 60_000;
/** Whoever asks waits so long for a check under way, then hears of the one before. */
const PATIENCE_MS = 5000;

/** Knows whether the audit log is whole. At each node for itself, in memory: a node that was started just now has to look first. */
export interface AuditWatch {
  /** Checks all chains, one check at a time; what is broken is told in the log of the node, too. */
  check(): Promise<void>;
  /** The last check; a new one where it is old, or `anew`. Null while the first takes longer than a few seconds. */
  verdict(anew: boolean): Promise<AuditVerdict | null>;
  /** Breaks off a check under way. */
  stop(): Promise<void>;
}

/** Whose chain it is: each incarnation of a desk's files has one, and the desk itself. */
async function deskOf(sql: Sql, chain: string): Promise<string | null> {
  const [kind, id] = chain.split('/');
  if (kind === 'device') return id ?? null;
  if (kind !== 'client' || id === undefined) return null;
  const [client] = await sql.all('SELECT device FROM sync_client WHERE id = ?', [id]);
  return client ? String(client['device']) : null;
}

async function withDesks(sql: Sql, broken: readonly BrokenEntry[]): Promise<AuditVerdict['broken']> {
  const told: AuditVerdict['broken'] = [];
  for (const one of broken) told.push({ ...one, device: await deskOf(sql, one.chain) });
  return told;
}

export function createAuditWatch({ db, clock, log }: Pick<Context, 'db' | 'clock' | 'log'>): AuditWatch {
  const stopped = new AbortController();
  let last: AuditVerdict | null = null;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      const { broken, ...report } = await db.read(async (sql) => {
        const found = await checkAudit(sql, stopped.signal);
        return { ...found, broken: await withDesks(sql, found.broken) };
      });
      last = { ...report, broken, at: clock.now() };
      if (broken.length > 0) log('error', 'audit.broken', { chains: broken.length });
    } catch (error) {
      if (!stopped.signal.aborted) log('warn', 'audit.notChecked', { message: String(error) });
    } finally {
      running = null;
    }
  }

  const check = () => (running ??= run());
  return {
    check,
    async verdict(anew) {
      const old = last === null || clock.now() - last.at > OLD_MS;
      const checking = anew || old ? check() : null;
      if (checking) await Promise.race([checking, sleep(PATIENCE_MS, undefined, { ref: false })]);
      return last;
    },
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
