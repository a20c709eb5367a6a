import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/kernel/errors';
import { scopeSchema } from '../../shared/protocol/sync';
import { requireScope } from '../authority/snapshot';
import type { Context } from '../context';
import type { SnapshotFile } from '../snapshots/snapshot-file';
import { epochOf } from '../store/meta';

interface Piece {
  readonly start: number;
  /** The last byte, inclusive. */
  readonly end: number;
}

const hashIn = (header: unknown) => /^"([0-9a-f]{64})"$/.exec(typeof header === 'string' ? header : '')?.[1] ?? null;

/** The one range that was asked for; null for all, and where it is of another file. `invalid` (range) beyond the end. */
function pieceOf({ headers }: FastifyRequest, { size, sha256 }: SnapshotFile): Piece | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if ((from ?? '') === '' && (to ?? '') === '') return null;
  if (headers['if-range'] !== undefined && hashIn(headers['if-range']) !== sha256) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || end < start) throw new AppError('invalid', 'beyond the end of the file', { reason: 'range' });
  return { start, end };
}

function send(request: FastifyRequest, reply: FastifyReply, file: SnapshotFile): FastifyReply {
  void reply.headers({
    etag: `"${file.sha256}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': 'application/vnd.sqlite3',
  });
  if (hashIn(request.headers['if-none-match']) === file.sha256) return reply.code(304).send();
  void reply.header('content-range', `bytes */${file.size}`); // for the refusal of a range
  const piece = pieceOf(request, file);
  const { start, end } = piece ?? { start: 0, end: file.size - 1 };
  if (piece) void reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`);
  else void reply.removeHeader('content-range');
  void reply.header('content-length', end - start + 1);
  return request.method === 'HEAD' ? reply.send() : reply.send(createReadStream(file.path, { start, end }));
}

/**
 * `GET` and `HEAD /sync/snapshot/:scope/file`: a ready SQLite file for the first load of a scope, as announced by a pull. A desk that
 * continues names the hash in `If-Range` and gets the rest of that file as long as it is kept. `notFound` (noFile) when there is none.
 */
export function snapshotFileRoutes(app: FastifyInstance, context: Context): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, scope: string) => {
    const epoch = await context.db.read(async (sql) => {
      await requireScope(sql, context, { device: request.device, scope });
      return epochOf(sql);
    });
    const file = context.files?.find(scope, epoch, hashIn(request.headers['if-range']));
    if (!file) throw new AppError('notFound', 'there is no file of this scope', { reason: 'noFile' });
    return send(request, reply, file);
  };
  const options = { method: ['GET', 'HEAD'], config: { signed: true } };
  app.route<{ Params: { scope: string } }>({
    ...options,
    url: '/sync/snapshot/:scope/file',
    schema: { summary: 'All rows of a scope, as an SQLite file', params: z.object({ scope: scopeSchema }) },
    handler: (request, reply) => answer(request, reply, request.params.scope),
  });
  app.route<{ Params: { kind: string; id: string } }>({
    ...options,
    url: '/sync/snapshot/:kind/:id/file',
    schema: { hide: true },
    handler: (request, reply) => answer(request, reply, `${request.params.kind}/${request.params.id}`),
  });
}
