import type { Json } from '../shared/kernel/errors';

/** Logs by an allow-list of fields: no bodies, no secrets, no personal data. */
export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: Readonly<Record<string, Json>>) => void;

/** One JSON line a happening, on stderr: stdout is for the ready line. */
export const logToStderr: Log = (level, event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
};
