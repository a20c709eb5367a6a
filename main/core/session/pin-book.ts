import type { Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import { unwrapKey, wrapKey } from './person-key';
import type { Seat } from './seat';

/** Wrong tries before a PIN is forgotten. */
const TRIES = 5;

interface Page {
  /** The person's key under the PIN. */
  readonly wrapped: string;
  /** Whose private half lies there: after a change of password it is another one. */
  readonly publicKey: string;
  tries: number;
}

/** Only the password helps. */
export const pinGone = () => new AppError('unauthenticated', 'No PIN of this person', { reason: 'session.pinGone' });

/**
 * PINs of the people who share this desk, for as long as the core runs and never on a disk: a PIN is short, and whoever has the file
 * could try all of them. What a PIN opens is the key of its person; right is the PIN that opens it.
 */
export class PinBook {
  private readonly pages = new Map<string, Page>();

  constructor(private readonly random: Random) {}

  /** Ids of those who have one. */
  people(): string[] {
    return [...this.pages.keys()].sort();
  }

  async set({ grant, seed, publicKey }: Seat, pin: string): Promise<void> {
    const { userId } = grant;
    const wrapped = await wrapKey({ userId, seed }, pin, this.random);
    this.pages.set(userId, { wrapped, publicKey, tries: 0 });
  }

  forget(userId: string): void {
    this.pages.delete(userId);
  }

  clear(): void {
    this.pages.clear();
  }

  /** The person has signed in by password: a PIN that opens an older key is worth nothing, one in use gets its tries back. */
  seated({ grant: { userId }, publicKey }: Seat): void {
    const page = this.pages.get(userId);
    if (!page) return;
    if (page.publicKey === publicKey) page.tries = 0;
    else this.forget(userId);
  }

  /** The key. Throws `unauthenticated`: `session.wrongPin` (`left`: tries), `session.pinGone` when only the password helps. */
  async open(userId: string, pin: string): Promise<Uint8Array> {
    const page = this.pages.get(userId);
    if (!page || page.tries >= TRIES) throw pinGone();
    page.tries += 1; // before it is looked at, so that tries made at once count, too
    const { wrapped, tries } = page;
    const seed = await unwrapKey({ userId, wrapped }, pin);
    if (seed) {
      page.tries = 0;
      return seed;
    }
    if (tries < TRIES) {
      throw new AppError('unauthenticated', 'Wrong PIN', { reason: 'session.wrongPin', left: TRIES - tries });
    }
    this.forget(userId);
    throw pinGone();
  }
}
