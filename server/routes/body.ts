import type { FastifyInstance } from 'fastify';
import { AppError } from '../../shared/kernel/errors';

/** The largest body: a push of 1 MB, and its envelope. */
export const BODY_LIMIT = 1_048_576 + 4096;
/** Nothing that we send is nested deeper. */
const DEPTH = 40;

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes of the body as they came: what the desk signed. */
    rawBody: Buffer;
  }
}

const notJson = () => new AppError('invalid', 'the body is not JSON', { field: 'body', reason: 'notJson' });

/** Walks without recursion, so that depth cannot overflow the stack. */
function checkShape(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH) throw new AppError('invalid', 'nested too deep', { field: 'body', reason: 'depth' });
    const next: unknown[] = [];
    for (const part of level) {
      if (typeof part !== 'object' || part === null) continue;
      if (Object.hasOwn(part, '__proto__'))
        throw new AppError('invalid', 'a forbidden name', { field: '__proto__', reason: 'name' });
      for (const child of Object.values(part)) if (typeof child === 'object' && child !== null) next.push(child);
    }
    level = next;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A body as a value; `invalid` when it is no JSON in UTF-8, or nested deeper than anything of ours. */
export function parseBody(bytes: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    throw notJson();
  }
  checkShape(value);
  return value;
}

/** Bodies are JSON and nothing else; their bytes are kept for the signature. */
export function readBodies(app: FastifyInstance): void {
  app.decorateRequest('rawBody');
  app.addHook('onRequest', async (request) => {
    request.rawBody = Buffer.alloc(0);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request, body, done) => {
    try {
      request.rawBody = Buffer.from(body);
      done(null, parseBody(request.rawBody));
    } catch (error) {
      done(error as Error); // parseBody throws AppErrors only
    }
  });
}
