import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/kernel/errors';
import { scopeSchema } from '../../shared/protocol/sync';
import { openSnapshot, type Snapshot } from '../authority/snapshot';
import type { Context } from '../context';

const acceptsGzip = ({ headers }: FastifyRequest) => /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));

/** A desk that goes away, or takes nothing more, ends the stream and with it the transaction. */
async function stream(request: FastifyRequest, reply: FastifyReply, { lines, end }: Snapshot): Promise<void> {
  reply.hijack();
  const zipped = acceptsGzip(request);
  reply.raw.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  try {
    const source = Readable.from(lines, { highWaterMark: 2 });
    if (zipped) await pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), reply.raw);
    else await pipeline(source, reply.raw);
  } finally {
    await end();
  }
}

/** `GET /sync/snapshot/:scope`: the first load of a scope, as lines of JSON. */
export function snapshotRoute(app: FastifyInstance, context: Context): void {
  const { limits, log } = context;
  let open = 0;
  app.get<{ Params: { '*': string } }>(
    '/sync/snapshot/*',
    {
      config: { signed: true },
      schema: { summary: 'All rows of a scope, as NDJSON', params: z.object({ '*': scopeSchema }) },
    },
    async (request, reply) => {
      const scope = request.params['*'];
      if (open >= limits.snapshots)
        throw new AppError('unavailable', 'too many first loads at a time', { reason: 'busy' });
      open += 1;
      try {
        await stream(
          request,
          reply,
          await openSnapshot(context, { device: request.device, tables: request.tables, scope }),
        );
      } catch (error) {
        if (!reply.raw.headersSent) throw error;
        // The end line is missing, so the desk knows that it is not whole.
        log('warn', 'snapshot.broken', { scope, message: String(error) });
        reply.raw.destroy();
      } finally {
        open -= 1;
      }
      return reply;
    },
  );
}
