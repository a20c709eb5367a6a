import { READ_AUDIT } from '../../shared/domain/administration/read-audit';
import { AppError } from '../../shared/kernel/errors';
import { may } from '../../shared/kernel/permission';
import { auditText, type AuditAsk, type AuditPage } from '../../shared/protocol/audit';
import { actorOf } from '../authority/judge';
import type { Context } from '../context';
import { isSignedBy } from '../identity/person-keys';
import { assertTimely } from '../identity/request-time';
import type { AuditWatch } from '../upkeep/audit-watch';
import { queryAudit } from './audit-query';

interface Asked extends AuditAsk {
  readonly device: string;
}

/**
 * Answers a person who asks with his own key, not just from a desk at which he once sat: what the log says is about his colleagues.
 * Throws `forbidden` (actor, signature, capability), `unauthenticated` (clock) with the centre's time.
 */
export async function readAudit(context: Context, watch: AuditWatch, { device, ...ask }: Asked): Promise<AuditPage> {
  const { db, domain, clock } = context;
  const page = await db.read(async (sql) => {
    const { rights, key } = await actorOf(sql, device, ask.actor);
    if (key === null || !isSignedBy(key, Buffer.from(auditText(ask)), Buffer.from(ask.sig, 'hex')))
      throw new AppError('forbidden', 'not signed by who is said to ask', { reason: 'signature' });
    assertTimely(clock.now(), ask.at);
    if (!may(rights, READ_AUDIT)) throw new AppError('forbidden', READ_AUDIT, { reason: 'capability' });
    return queryAudit(sql, { domain, rights }, ask);
  });
  return { ...page, verdict: await watch.verdict(ask.check) };
}
