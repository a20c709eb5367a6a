import { AppError } from '../../../shared/kernel/errors';
import type { CallOutput } from '../../../shared/protocol/ipc';
import type { SignIn } from '../../../shared/protocol/sync';
import type { Actor } from '../mutate';
import type { People } from '../store/journal/people';
import type { DeskRecord } from './desk-record';
import { openGrant } from './offline-grant';
import type { Seat } from './seat';

/** Who lets one gesture through, how he shows that it is he, and why. */
export interface Lender {
  readonly userId: string;
  readonly proof: { readonly pin: string } | { readonly password: string };
  readonly reason: string;
}

interface Needs {
  readonly people: People;
  /** Who is signed in; throws when nobody is. */
  readonly asker: () => string;
  readonly byPin: (who: { readonly userId: string; readonly pin: string }) => Promise<Seat>;
  readonly byPassword: (who: SignIn) => Promise<Seat>;
}

async function proved({ people, byPin, byPassword }: Needs, { userId, proof }: Lender): Promise<Seat> {
  const person = (await people.list()).find((one) => one.userId === userId);
  if (!person) throw new AppError('unauthenticated', 'Never signed in here', { reason: 'override.stranger' });
  if ('pin' in proof) return byPin({ userId, pin: proof.pin });
  return byPassword({ userName: person.userName, password: proof.password });
}

/**
 * One act with the right of a colleague who stands beside, for who is signed in and stays so. Throws what a sign-in throws, counted
 * alike; `refused` (`override.self`), `unauthenticated` (`override.stranger`), and what the act throws.
 */
export async function lendRight<T>(needs: Needs, lender: Lender, act: (actor: Actor) => Promise<T>): Promise<T> {
  const asker = needs.asker();
  if (lender.userId === asker) {
    throw new AppError('refused', 'Nobody overrides for himself', { reason: 'override.self' });
  }
  const { grant, seed, sign } = await proved(needs, lender);
  try {
    // Who asked may have gone while the proof was looked at, and a user name may have passed to somebody else.
    if (needs.asker() !== asker || grant.userId !== lender.userId) {
      throw new AppError('unauthenticated', 'Somebody else than before', { reason: 'session.signedOut' });
    }
    const override = { for: asker, reason: lender.reason };
    return await act({ userId: grant.userId, rights: grant.rights, sign, override });
  } finally {
    seed.fill(0); // his key is not left lying in memory: he has not sat down
  }
}

/** The colleagues of `asker` who have signed in here before, with the rights that the centre has last said they have at this desk. */
export async function colleaguesOf(
  asker: string,
  { people, desk, pins }: { people: People; desk: DeskRecord; pins: readonly string[] },
): Promise<CallOutput<'override.people'>> {
  const others = (await people.list()).filter(({ userId }) => userId !== asker);
  return others.flatMap(({ userId, userName, name, grant }) => {
    try {
      const { rights } = openGrant(grant, desk);
      return [{ userId, userName, name, byPin: pins.includes(userId), rights }];
    } catch {
      return []; // a grant that is none lets nothing through
    }
  });
}
