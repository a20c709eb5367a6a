import { AppError } from '../../../shared/kernel/errors';
import type { SignIn } from '../../../shared/protocol/sync';
import type { KnownPerson, People } from '../store/journal/people';
import type { DeskRecord } from './desk-record';
import { countTry, noLockout } from './lockout';
import { assertGrantLives, openGrant } from './offline-grant';
import { passwordFits } from './password-verifier';
import { unwrapKey } from './person-key';
import { takeSeat, type Seat } from './seat';

interface Needs {
  readonly people: People;
  readonly desk: DeskRecord;
  readonly now: number;
  readonly highWater: number;
}

/** Gestures without a signature are refused by the centre: better to hear it now than after a day's work. */
async function keyOf({ userId, wrappedKey }: KnownPerson, password: string): Promise<Uint8Array> {
  const seed = wrappedKey === null ? null : await unwrapKey({ userId, wrapped: wrappedKey }, password);
  if (seed) return seed;
  throw new AppError('expired', 'No key of this person here', { reason: 'session.keyMissing' });
}

/**
 * Without the line. Throws `offline` (`session.neverHere`) for somebody who never signed in here, `locked` (`session.locked`,
 * details.until), `unauthenticated` (`session.wrongPassword`), `expired` (`session.grantExpired`, `session.clockBack`,
 * `session.keyMissing`).
 */
export async function signInOffline(needs: Needs, { userName, password }: SignIn): Promise<Seat> {
  const { people, desk, now, highWater } = needs;
  const person = await people.find(userName);
  if (!person) throw new AppError('offline', 'Never signed in here', { reason: 'session.neverHere' });
  const trusted = Math.max(now, highWater);
  const tries = await people.tries(userName);
  if (tries.until > trusted) {
    throw new AppError('locked', 'Too many wrong tries', { reason: 'session.locked', until: tries.until });
  }
  await people.setTries(userName, countTry(tries, trusted));
  if (!(await passwordFits(password, person.verifier))) {
    throw new AppError('unauthenticated', 'Wrong password', { reason: 'session.wrongPassword' });
  }
  await people.setTries(userName, noLockout);
  const grant = openGrant(person.grant, desk);
  assertGrantLives(grant, { now, highWater });
  return takeSeat(grant, await keyOf(person, password));
}
