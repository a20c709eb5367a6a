import type { FastifyInstance } from 'fastify';
import { auditAskSchema, auditPageSchema, type AuditAsk } from '../../shared/protocol/audit';
import { readAudit } from '../audit/read-audit';
import type { Context } from '../context';
import type { AuditWatch } from '../upkeep/audit-watch';

/** `POST /audit`: what was done, by record, by person, or all of it, and whether the log is whole. A question too long for an address. */
export function auditRoute(app: FastifyInstance, context: Context, watch: AuditWatch): void {
  app.post<{ Body: AuditAsk }>(
    '/audit',
    {
      config: { signed: true },
      schema: { summary: 'Read the audit log', body: auditAskSchema, response: { 200: auditPageSchema } },
    },
    ({ body, device }) => readAudit(context, watch, { ...body, device }),
  );
}
