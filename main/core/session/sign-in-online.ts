import type { Random } from '../../../shared/kernel/clock';
import { AppError } from '../../../shared/kernel/errors';
import { signedGrantSchema, type OfflineGrant, type SignedGrant, type SignIn } from '../../../shared/protocol/sync';
import type { People } from '../store/journal/people';
import type { Transport } from '../sync/transport';
import type { DeskRecord } from './desk-record';
import { openGrant } from './offline-grant';
import { makeVerifier } from './password-verifier';

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

/** Asks the centre. Its grant is proved, then kept with a verifier of the password, so that the person can come back without the line. */
export async function signInOnline(
  needs: Needs,
  { userName, password }: SignIn,
  timeoutMs: number,
): Promise<OfflineGrant> {
  const { transport, people, random, desk } = needs;
  let signed: SignedGrant;
  try {
    const body = { userName, password };
    signed = await transport.ask({ method: 'POST', path: '/sign-in', body, schema: signedGrantSchema, timeoutMs });
  } catch (error) {
    throw inOurWords(error);
  }
  const grant = openGrant(signed, desk);
  const verifier = await makeVerifier(password, random);
  const { userId, name, issued: lastSignIn } = grant;
  await people.save({ userId, userName: grant.userName, name, grant: signed, verifier, lastSignIn });
  await people.setTries(grant.userName, { tries: 0, until: 0 });
  return grant;
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
