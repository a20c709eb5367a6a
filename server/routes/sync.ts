import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { idSchema } from '../../shared/kernel/id';
import {
  clientSchema,
  pullAnswerSchema,
  pullSchema,
  pushAnswerSchema,
  pushSchema,
  registerClientSchema,
  retiredSchema,
  retireSchema,
  type Pull,
  type Push,
  type Retire,
} from '../../shared/protocol/sync';
import { registerClient } from '../authority/clients';
import { deskRate } from '../authority/desk-rate';
import { pull } from '../authority/feed';
import { push } from '../authority/push';
import { retireClient } from '../authority/retire';
import type { Context } from '../context';

/** Register, push and pull of desks. */
export function syncRoutes(app: FastifyInstance, context: Context): void {
  const config = { signed: true };
  const rate = deskRate(context);
  app.post<{ Body: { incarnation: string } }>(
    '/sync/clients',
    {
      config,
      schema: { summary: 'Introduce an incarnation', body: registerClientSchema, response: { 200: clientSchema } },
    },
    ({ body, device }) => registerClient(context, device, body.incarnation),
  );
  app.post<{ Params: { id: string }; Body: Retire }>(
    '/sync/clients/:id/retire',
    {
      config,
      schema: {
        summary: 'Fence an incarnation for ever',
        params: z.object({ id: idSchema }),
        body: retireSchema,
        response: { 200: retiredSchema },
      },
    },
    ({ params, body, device }) => retireClient(context, { clientId: params.id, device, uids: body.uids }),
  );
  app.post<{ Body: Push }>(
    '/sync/push',
    { config, schema: { summary: 'Send mutations', body: pushSchema, response: { 200: pushAnswerSchema } } },
    ({ body, device }) => {
      rate.take(device, body.mutations.length);
      return push(context, { ...body, device });
    },
  );
  app.post<{ Body: Pull }>(
    '/sync/pull',
    { config, schema: { summary: 'Fetch what changed', body: pullSchema, response: { 200: pullAnswerSchema } } },
    ({ body, device, tables }) => pull(context, { ...body, device, tables }),
  );
}
