import type { Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import type { SignIn } from '../../../shared/protocol/sync';
import type { People } from '../store/journal/people';
import type { Transport } from '../sync/transport';
import type { ClockGuard } from './clock-guard';
import type { DeskRecord } from './desk-record';
import { assertGrantLives, openGrant } from './offline-grant';
import { pinGone, type PinBook } from './pin-book';
import { readSeat, takeSeat, type Seat } from './seat';
import { signInOffline } from './sign-in-offline';
import { signInOnline } from './sign-in-online';

/** What letting somebody in takes. */
export interface Door {
  readonly people: People;
  readonly desk: DeskRecord;
  readonly guard: ClockGuard;
  readonly random: Random;
  /** Null while there is none to speak to. */
  readonly line: Transport | null;
}

/** A person who can work without the line is not kept waiting for it. */
const PATIENCE_KNOWN_MS = 4_000;
const PATIENCE_MS = 15_000;

const isLineTrouble = (error: unknown): error is AppError =>
  error instanceof AppError && ['offline', 'unavailable', 'damaged'].includes(error.code);

/** By password: at the centre, or, when the line is in trouble, by what this desk has kept. */
export async function admit({ people, desk, guard, random, line }: Door, person: SignIn): Promise<Seat> {
  const known = (await people.find(person.userName)) !== null;
  try {
    if (!line) throw new AppError('offline', 'No line', { reason: 'line.down' });
    const needs = { transport: line, people, random, desk };
    const seat = await signInOnline(needs, person, known ? PATIENCE_KNOWN_MS : PATIENCE_MS);
    await guard.set(seat.grant.issued);
    return seat;
  } catch (error) {
    if (!isLineTrouble(error) || error.details.reason === 'session.badGrant') throw error;
    // To somebody who was never here, what is wrong with the line says more than that he was never here.
    if (!known && error.code !== 'offline') throw error;
    return signInOffline({ people, desk, now: guard.now(), highWater: guard.highWater }, person);
  }
}

type Kept = Pick<Door, 'people' | 'desk' | 'guard'>;

/** By PIN: the grant that this desk has kept must live. `unauthenticated` (see PinBook), `expired`. */
export async function admitByPin(
  { people, desk, guard }: Kept,
  pins: PinBook,
  { userId, pin }: { userId: string; pin: string },
): Promise<Seat> {
  const person = (await people.list()).find((one) => one.userId === userId);
  if (!person) {
    pins.forget(userId);
    throw pinGone();
  }
  const seed = await pins.open(userId, pin);
  const grant = openGrant(person.grant, desk);
  assertGrantLives(grant, { now: guard.now(), highWater: guard.highWater });
  return takeSeat(grant, seed);
}

/** Who sat here when an earlier core died, as long as his grant lives; null when that text is of nobody. */
export async function admitAgain({ people, desk, guard }: Kept, text: string): Promise<Seat | null> {
  const kept = readSeat(text);
  const person = kept && (await people.find(kept.userName));
  if (!person) return null;
  const grant = openGrant(person.grant, desk);
  assertGrantLives(grant, { now: guard.now(), highWater: guard.highWater });
  return takeSeat(grant, kept.seed);
}
