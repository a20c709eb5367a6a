import type { Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import { signedGrantSchema, type OfflineGrant, type SignedGrant, type SignIn } from '../../../shared/protocol/sync';
import type { KnownPerson, People } from '../store/journal/people';
import { newSeed, signingKey } from '../sync/ed25519';
import type { Transport } from '../sync/transport';
import type { DeskRecord } from './desk-record';
import { openGrant } from './offline-grant';
import { makeVerifier } from './password-verifier';
import { unwrapKey, wrapKey } from './person-key';
import { takeSeat, type Seat } from './seat';

interface Needs {
  readonly transport: Transport;
  readonly people: People;
  readonly random: Random;
  readonly desk: DeskRecord;
}

/** What the centre says, in the words that screens know. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, message, details } = error;
  if (code === 'locked') return new AppError(code, message, { ...details, reason: 'session.locked' });
  if (code !== 'unauthenticated') return error;
  if (details.reason === 'wrongPassword') return new AppError(code, message, { reason: 'session.wrongPassword' });
  return new AppError(code, message, {
    reason: details.reason === 'clock' ? 'session.clockWrong' : 'session.deviceUnknown',
  });
}

interface OwnKey {
  readonly seed: Uint8Array;
  /** Who it was kept for, and with it a verifier of this very password; null for a new one. */
  readonly kept: KnownPerson | null;
}

/** The key that this person's gestures were signed with here before, if this is still the password that it lies under; else a new one. */
async function ownKey(person: KnownPerson | null, password: string, random: Random): Promise<OwnKey> {
  const { userId, wrappedKey } = person ?? {};
  const seed = userId && wrappedKey ? await unwrapKey({ userId, wrapped: wrappedKey }, password) : null;
  return seed ? { seed, kept: person } : { seed: newSeed(random), kept: null };
}

/** What the journal keeps so that this password opens the desk without the line. Slow: argon2id, twice. */
async function underPassword(
  { userId, seed }: { userId: string; seed: Uint8Array },
  password: string,
  random: Random,
): Promise<Pick<KnownPerson, 'verifier' | 'wrappedKey'>> {
  const wrappedKey = await wrapKey({ userId, seed }, password, random);
  return { verifier: await makeVerifier(password, random), wrappedKey };
}

/**
 * Asks the centre, and tells it the public half of the key that will sign this person's gestures here: made at his first sign-in,
 * and anew after a change of his password. The centre's grant is proved, then kept with a verifier of the password and the key
 * under it, so that the person can come back without the line.
 */
export async function signInOnline(needs: Needs, { userName, password }: SignIn, timeoutMs: number): Promise<Seat> {
  const { transport, people, random, desk } = needs;
  const { seed, kept } = await ownKey(await people.find(userName), password, random);
  let signed: SignedGrant;
  try {
    const body: SignIn = { userName, password, personKey: signingKey(seed).publicKey };
    signed = await transport.ask({ method: 'POST', path: '/sign-in', body, schema: signedGrantSchema, timeoutMs });
  } catch (error) {
    throw inOurWords(error);
  }
  const grant = openGrant(signed, desk);
  const { userId, name, issued: lastSignIn } = grant;
  const { verifier, wrappedKey } =
    kept?.userId === userId ? kept : await underPassword({ userId, seed }, password, random);
  await people.save({ userId, userName: grant.userName, name, grant: signed, verifier, lastSignIn, wrappedKey });
  await people.setTries(grant.userName, { tries: 0, until: 0 });
  return takeSeat(grant, seed);
}

/** A fresh grant for somebody who is at work here, with the rights of now. The verifier of his password stays. */
export async function renewOnline(
  { transport, people, desk }: Omit<Needs, 'random'>,
  { userId, userName }: OfflineGrant,
): Promise<OfflineGrant> {
  const body = { userId };
  const signed = await transport.ask({ method: 'POST', path: '/sign-in/renew', body, schema: signedGrantSchema });
  const grant = openGrant(signed, desk);
  if (grant.userId !== userId)
    throw new AppError('damaged', 'Grant: for another person', { reason: 'session.badGrant' });
  const known = await people.find(userName);
  if (known?.userId === userId) await people.save({ ...known, name: grant.name, grant: signed });
  return grant;
}
