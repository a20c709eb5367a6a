import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../shared/kernel/errors';
import { signatureHeaders, signedText } from '../../shared/protocol/sync';
import { viewOf } from '../authority/view';
import { signerOf } from '../identity/devices';
import { assertTimely } from '../identity/request-time';
import type { Context } from '../context';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Only for a desk that signs the request. */
    signed?: boolean;
  }
  interface FastifyRequest {
    /** The desk that signed; empty on routes for everybody. */
    device: string;
    /** Which tables it says to have (`Domain.version`); undefined where it does not say. */
    tables: number | undefined;
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
  // Told only to a desk that has proved who it is: its person must hear that the clock is wrong.
  assertTimely(context.clock.now(), time);
  return signer;
}

/** `invalid` when it is no number. */
function tablesOf({ headers }: FastifyRequest): number | undefined {
  const said = headers[signatureHeaders.tables];
  if (said === undefined) return undefined;
  if (typeof said === 'string' && /^[1-9]\d{0,8}$/.test(said)) return Number(said);
  throw new AppError('invalid', 'tables of no version', { field: signatureHeaders.tables, reason: 'invalid' });
}

/**
 * Lets requests to routes marked `signed` in only when a desk has signed them; `unauthenticated` otherwise, whatever is wrong, and
 * `upgradeRequired` (`desk.tooOld`) for a desk that is older than the centre serves.
 */
export function requireSignatures(app: FastifyInstance, context: Context): void {
  app.decorateRequest('device', '');
  app.decorateRequest('tables', undefined);
  app.addHook('preValidation', async (request) => {
    if (!request.routeOptions.config.signed) return;
    request.device = await deviceOf(request, context);
    request.tables = tablesOf(request);
    viewOf(context.domain, request.tables); // whatever a desk asks that is too old: it hears that it is
  });
}
