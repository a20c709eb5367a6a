import { AppError } from '../../../shared/kernel/errors';
import type { Secrets } from '../ports';
import type { ShellLine } from './shell-line';

/** First byte of what is sealed: who can open it. */
const BY_SYSTEM = 1;
const BY_FILE = 2;

/** Seals with the operating system's key where there is one, else with `fallback`; opens what either sealed. */
export function createShellSecrets(shell: Pick<ShellLine, 'ask'>, fallback: Secrets): Secrets {
  return {
    async seal(plain) {
      const sealed = await shell.ask('seal', { plain });
      return sealed
        ? Buffer.concat([Buffer.of(BY_SYSTEM), sealed])
        : Buffer.concat([Buffer.of(BY_FILE), await fallback.seal(plain)]);
    },
    async open(sealed) {
      const body = sealed.subarray(1);
      if (sealed[0] === BY_SYSTEM) return shell.ask('open', { sealed: body });
      if (sealed[0] === BY_FILE) return fallback.open(body);
      throw new AppError('damaged', 'Nobody here sealed this', { reason: 'secrets.unreadable' });
    },
  };
}
