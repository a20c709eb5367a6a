import { shell } from 'electron';
import { allowedLink } from './external-link';
import type { ShellLog } from './shell-log';

/** The one place that hands an address to the system's browser. Anything but an allowed link is refused and logged. */
export function openExternal(address: string, log: ShellLog): void {
  const link = allowedLink(address);
  if (link) void shell.openExternal(link).catch(() => log('warn', 'link.notOpened'));
  else log('warn', 'link.refused', { scheme: schemeOf(address) });
}

/** The scheme of an address, for the log; the rest of an address may tell about people. */
export function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]{0,20}(?=:)/i.exec(address)?.[0].toLowerCase() ?? 'none';
}
