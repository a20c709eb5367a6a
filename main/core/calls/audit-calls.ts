import { READ_AUDIT } from '../../../shared/domain/administration/read-audit';
import { AppError, toPlainError } from '../../../shared/kernel/errors';
import { auditPageSchema, auditText, type AuditPage, type AuditQuery } from '../../../shared/protocol/audit';
import type { Actor } from '../mutate';
import type { Transport } from '../sync/transport';
import { actorWith, type CallNeeds, type Handlers } from './call-needs';

const needsLine = () => new AppError('unavailable', 'The audit log is at the centre', { reason: 'audit.needsLine' });

/** Asked as this person at this time, UTC ms. */
function ask(line: Transport, { userId, sign }: Actor, query: AuditQuery, at: number): Promise<AuditPage> {
  const asked = { ...query, actor: userId, at };
  return line.ask({
    method: 'POST',
    path: '/audit',
    body: { ...asked, sig: sign(auditText(asked)) },
    schema: auditPageSchema,
  });
}

/** A machine's clock that is off is told the centre's time once, as with every request. */
async function askTwice(needs: CallNeeds, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  const line = needs.session.transport();
  if (!line) throw needsLine();
  try {
    return await ask(line, actor, query, needs.ports.clock.now());
  } catch (error) {
    const { code, details } = toPlainError(error);
    const time = details['time'];
    if (code !== 'unauthenticated' || details.reason !== 'clock' || typeof time !== 'number') throw error;
    return ask(line, actor, query, time);
  }
}

/** The audit log lies at the centre and nowhere else: a desk holds no more of what colleagues did than its own ledger. */
export function auditCalls(needs: CallNeeds): Handlers<'audit.read'> {
  return {
    async 'audit.read'(query) {
      try {
        return await askTwice(needs, actorWith(needs, READ_AUDIT), query);
      } catch (error) {
        throw toPlainError(error).code === 'offline' ? needsLine() : error;
      }
    },
  };
}
