import type { Clock } from '../../../shared/kernel/clock';
import type { Json } from '../../../shared/kernel/errors';
import type { Log } from '../ports';

/** The only fields that reach a log: numbers and names of ours, never what people typed. */
const allowed = new Set([
  'attempt',
  'code',
  'count',
  'delayMs',
  'durationMs',
  'entity',
  'expected',
  'file',
  'lmid',
  'mid',
  'name',
  'reason',
  'rows',
  'scope',
  'status',
  'uid',
  'version',
]);

/** One JSON object a line: time, level, event, and the fields of the allow-list. */
export function createJsonLog({ clock, write }: { clock: Clock; write: (line: string) => void }): Log {
  return {
    write(level, event, fields = {}) {
      const kept: [string, Json][] = Object.entries(fields).filter(([name]) => allowed.has(name));
      write(`${JSON.stringify({ time: clock.now(), level, event, ...Object.fromEntries(kept) })}\n`);
    },
  };
}
