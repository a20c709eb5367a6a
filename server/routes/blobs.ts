import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/kernel/errors';
import { blobPartSchema, blobProgressSchema, type BlobPart } from '../../shared/protocol/blobs';
import type { Context } from '../context';
import { addPiece, readBlob } from '../store/blobs';

const params = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256') });

/** Pictures and files by the hash of their bytes, down and up; what a hash names never changes. */
export function blobsRoute(app: FastifyInstance, { db, clock }: Context): void {
  app.post<{ Params: { sha256: string }; Body: BlobPart }>(
    '/blobs/:sha256',
    {
      config: { signed: true },
      schema: { summary: 'A piece of a picture', params, body: blobPartSchema, response: { 200: blobProgressSchema } },
    },
    ({ params: { sha256 }, body, device }) =>
      db.write((sql) => addPiece(sql, { ...body, sha256, device, at: clock.now() })),
  );
  app.get<{ Params: { sha256: string } }>(
    '/blobs/:sha256',
    { config: { signed: true }, schema: { summary: 'A picture or file', params } },
    async (request, reply) => {
      const blob = await db.read((sql) => readBlob(sql, request.params.sha256));
      if (!blob) throw new AppError('notFound', 'no such file', { reason: 'blob' });
      return reply
        .type(blob.type)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', 'sandbox')
        .header('x-content-type-options', 'nosniff')
        .send(blob.bytes);
    },
  );
}
