import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/kernel/errors';
import { signatureHeaders, signedText } from '../../shared/protocol/sync';
import { signerOf } from '../identity/devices';
import type { Context } from '../context';

/** How far a desk's clock may be off. */
const SKEW_MS = 5 * 60_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only for a desk that signs the request. */
    signed?: boolean;
  }
  interface FastifyRequest {
    /** The desk that signed; empty on routes for everybody. */
    device: string;
  }
}

const unknown = () => new AppError('unauthenticated', 'not signed by a known desk', { reason: 'device' });

function header(request: FastifyRequest, name: string, shape: RegExp): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || !shape.test(value)) throw unknown();
  return value;
}

async function deviceOf(request: FastifyRequest, context: Context): Promise<string> {
  const device = header(request, signatureHeaders.device, /^[\w-]{1,64}$/);
  const time = Number(header(request, signatureHeaders.time, /^\d{1,15}$/));
  const signature = header(request, signatureHeaders.signature, /^[0-9a-f]{128}$/);
  const bodyHash = createHash('sha256').update(request.rawBody).digest('hex');
  const text = signedText({ method: request.method, path: request.url, time, bodyHash });
  const signer = await signerOf(context, device, { text, signature });
  if (signer === null) throw unknown();
  const now = context.clock.now();
  // Told only to a desk that has proved who it is: its person must hear that the clock is wrong.
  if (Math.abs(now - time) > SKEW_MS)
    throw new AppError('unauthenticated', 'the clock is wrong', { reason: 'clock', time: now });
  return signer;
}

/** Lets requests to routes marked `signed` in only when a desk has signed them; `unauthenticated` otherwise, whatever is wrong. */
export function requireSignatures(app: FastifyInstance, context: Context): void {
  app.decorateRequest('device', '');
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.config.signed) request.device = await deviceOf(request, context);
  });
}
