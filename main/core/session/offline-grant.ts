import { AppError } from '../../../shared/kernel/errors';
import { offlineGrantSchema, type OfflineGrant, type SignedGrant } from '../../../shared/protocol/sync';
import { verifySignature } from '../sync/ed25519';

/** A desk's clock may be this far behind what was seen before without anybody having turned it. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The grant inside, proved to be the centre's and this desk's; `damaged` for anything else. */
export function openGrant(signed: SignedGrant, desk: { deviceId: string; centreKey: string }): OfflineGrant {
  const bad = (why: string) => new AppError('damaged', `Grant: ${why}`, { reason: 'session.badGrant' });
  if (!verifySignature(desk.centreKey, signed.text, signed.signature)) throw bad('not signed by the centre');
  let content: unknown;
  try {
    content = JSON.parse(signed.text);
  } catch {
    throw bad('not JSON');
  }
  const grant = offlineGrantSchema.safeParse(content);
  if (!grant.success) throw bad('not as agreed');
  if (grant.data.deviceId !== desk.deviceId) throw bad('for another desk');
  return grant.data;
}

/**
 * Throws `expired` when the grant no longer lets its person in without the line: it has run out (`session.grantExpired`),
 * or the clock stands before a time that this desk has already seen (`session.clockBack`).
 */
export function assertGrantLives(grant: OfflineGrant, { now, highWater }: { now: number; highWater: number }): void {
  if (now < highWater - CLOCK_TOLERANCE_MS) {
    throw new AppError('expired', 'The clock was turned back', { reason: 'session.clockBack', seen: highWater });
  }
  if (Math.max(now, highWater) >= grant.expires) {
    throw new AppError('expired', 'The grant has run out', { reason: 'session.grantExpired', expired: grant.expires });
  }
}
