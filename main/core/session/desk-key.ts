import type { Random } from '../../../shared/kernel/clock';
import type { Secrets } from '../ports';
import type { DeskSettings } from '../store/journal/desk-settings';
import { newSeed, signingKey, type SigningKey } from '../sync/ed25519';

const KEY = 'deskKey';

interface Needs {
  readonly settings: DeskSettings;
  readonly secrets: Secrets;
  readonly random: Random;
}

/** The key that this desk signs with; null before it was ever made. `damaged` when it cannot be opened on this machine. */
export async function loadDeskKey({ settings, secrets }: Needs): Promise<SigningKey | null> {
  const sealed = await settings.get(KEY);
  return typeof sealed === 'string' ? signingKey(await secrets.open(Buffer.from(sealed, 'hex'))) : null;
}

/** The desk's key, made and kept before it is first used, so that a registration whose answer was lost can be repeated with it. */
export async function deskKey(needs: Needs): Promise<SigningKey> {
  const known = await loadDeskKey(needs);
  if (known) return known;
  const seed = newSeed(needs.random);
  const sealed = await needs.secrets.seal(seed);
  await needs.settings.set(KEY, Buffer.from(sealed).toString('hex'));
  return signingKey(seed);
}
