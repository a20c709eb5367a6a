import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { helloSchema, type Hello } from '../../shared/protocol/sync';
import { PROTOCOL } from '../../shared/protocol/version';
import type { Context } from '../context';
import { epochOf } from '../store/meta';

const healthSchema = z.object({ status: z.literal('ok'), database: z.enum(['sqlite', 'postgres']) });

/** `GET /health` for whoever watches, `GET /hello` for whoever wants to know who is there. */
export function helloRoutes(app: FastifyInstance, { name, db, clock, demo }: Context): void {
  app.get('/health', { schema: { summary: 'Is it able to work?', response: { 200: healthSchema } } }, async () => {
    await db.read((sql) => sql.all('SELECT 1 AS one'));
    return { status: 'ok', database: db.dialect };
  });
  app.get(
    '/hello',
    { schema: { summary: 'Who is there', response: { 200: helloSchema } } },
    async (): Promise<Hello> => ({
      product: 'backroom',
      protocol: PROTOCOL,
      name,
      epoch: await db.read(epochOf),
      time: clock.now(),
      demo: demo && { code: demo.code, people: [...demo.people] },
    }),
  );
}
