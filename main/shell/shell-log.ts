import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The only fields that reach the log: numbers and names of ours, never what people typed or where they went. */
const allowed = ['attempt', 'code', 'delayMs', 'name', 'reason', 'scheme', 'version'] as const;
export type ShellLogFields = Readonly<Partial<Record<(typeof allowed)[number], string | number>>>;
export type ShellLog = (level: 'info' | 'warn' | 'error', event: string, fields?: ShellLogFields) => void;

/** A log file of this many bytes makes way for a new one; one old one is kept. */
const FULL = 1_000_000;

/** Logs to `shell.log` in the folder, one JSON object a line. A full disk silences it; it never stops the desk. */
export function createShellLog(folder: string): ShellLog {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'shell.log');
  return (level, event, fields = {}) => {
    const kept = Object.fromEntries(allowed.map((name) => [name, fields[name]]));
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > FULL) renameSync(path, `${path}.old`);
      appendFileSync(path, `${JSON.stringify({ time: Date.now(), level, event, ...kept })}\n`);
    } catch {
      return;
    }
  };
}
