import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../../shared/kernel/clock';
import { AppError, type ErrorCode } from '../../../shared/kernel/errors';
import { problemSchema, signatureHeaders, signedText } from '../../../shared/protocol/sync';
import type { Http, HttpAnswer } from '../ports';
import type { SigningKey } from './ed25519';

/** More than any honest answer: a page of a pull is a few megabytes. */
const BODY_LIMIT = 64 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** Of something that is no centre: a page is looked at no further. */
const PAGE_LIMIT = 1024 * 1024;
/** A body that is still coming after the longest silence comes at least so fast: a telephone does, a trickle is no line. Bytes a second. */
const PACE = 200;

interface Call {
  readonly method: 'GET' | 'POST';
  /** With query, from the root of the centre's address. */
  readonly path: string;
  readonly body?: unknown;
  /** The longest silence. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

interface HeadedCall extends Call {
  /** Beside those that sign, e.g. for a part of a file. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface StreamCall extends HeadedCall {
  readonly accept: string;
  /** Told before the first byte; what it throws ends the call. */
  readonly onAnswer?: (answer: Pick<HttpAnswer, 'status' | 'headers'>) => void;
}

/**
 * The line to a centre. Every failure is an AppError: what the centre said where it spoke (its `status` in the details),
 * `offline` without an answer, `unavailable` when something else answered, `damaged` for half or garbled answers.
 */
export interface Transport {
  /** JSON there and back; the answer is parsed. */
  ask<S extends z.ZodType>(call: Call & { readonly schema: S }): Promise<z.infer<S>>;
  /** A stream of bytes of the accepted kind (`image/*`, `text/event-stream`). */
  open(call: StreamCall): Promise<AsyncIterable<Uint8Array>>;
}

interface Options {
  readonly http: Http;
  readonly clock: Clock;
  readonly url: string;
  /** The desk that signs; without it requests go out unsigned. */
  readonly device?: { readonly deviceId: string; readonly key: SigningKey };
  /** Which tables the desk has (`Domain.version`): it is told what it knows. Left out: all. */
  readonly tables?: number;
}

/** An answer, and the watch over how fast its body comes. */
interface Answer extends HttpAnswer {
  readonly keepsPace: (size: number) => void;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Throws `offline` (`line.timeout`) when the body only trickles in. */
function watchPace(clock: Clock, silence: number): (size: number) => void {
  const began = clock.monotonic();
  return (size) => {
    const ms = clock.monotonic() - began;
    if (ms > silence && size * 1000 < PACE * ms)
      throw new AppError('offline', 'The answer only trickles in', { reason: 'line.timeout' });
  };
}

/** The body as text; `tooLarge` beyond `limit` bytes. */
async function textOf({ body, keepsPace }: Answer, limit = BODY_LIMIT): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new AppError('tooLarge', 'The answer has no end', { reason: 'centre.tooLarge' });
    keepsPace(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isJson = (answer: HttpAnswer) => /^application\/(problem\+)?json/.test(answer.headers['content-type'] ?? '');

/** What an answer that is not 2xx says. Anything but a problem of the centre's came from something in between, or from a centre in trouble. */
async function failureOf(answer: Answer): Promise<AppError> {
  const { status } = answer;
  const retryAfter = Number(answer.headers['retry-after']);
  const extra = { status, ...(Number.isFinite(retryAfter) && retryAfter > 0 ? { retryAfter } : {}) };
  const problem = isJson(answer) ? problemSchema.safeParse(jsonOf(await textOf(answer, PAGE_LIMIT))) : undefined;
  if (problem?.success) {
    // A defect of the centre's is not one of this desk's: it passes, or an alarm has gone off over there.
    const code: ErrorCode = problem.data.code === 'internal' ? 'unavailable' : problem.data.code;
    return new AppError(code, problem.data.message, { ...problem.data.details, ...extra });
  }
  if (!problem) await textOf(answer, PAGE_LIMIT).catch(() => undefined);
  if (status === 413) return new AppError('tooLarge', 'Refused as too large', extra);
  if (status === 426) return new AppError('upgradeRequired', 'The centre wants a newer version', extra);
  // No centre sends anybody elsewhere, or asks for a sign-in to the network.
  const isElsewhere = (status >= 300 && status < 400) || status === 511;
  const reason = isElsewhere ? 'centre.garbled' : 'centre.notUseful';
  return new AppError('unavailable', `Answered ${status}`, { reason, ...extra });
}

/** A page of a hotel's network, a proxy, another product. Its body is read so that the line is free again. */
async function stranger(answer: Answer): Promise<AppError> {
  await textOf(answer, PAGE_LIMIT).catch(() => undefined);
  return new AppError('unavailable', 'Something else answered', { reason: 'centre.garbled', status: answer.status });
}

/** Lets go of a body that nobody wants: it has to be begun to be ended. */
async function hangUp({ body }: Answer): Promise<void> {
  const bytes = body[Symbol.asyncIterator]();
  await bytes.next().catch(() => undefined);
  await bytes.return?.();
}

/** The body of an answer of the accepted kind, whose head was told. */
async function told(answer: Answer, { accept, onAnswer }: StreamCall): Promise<AsyncIterable<Uint8Array>> {
  if (!answer.headers['content-type']?.startsWith(accept.replace('*', ''))) throw await stranger(answer);
  try {
    onAnswer?.(answer);
  } catch (error) {
    await hangUp(answer);
    throw error;
  }
  return answer.body;
}

async function parsed<S extends z.ZodType>(answer: Answer, schema: S): Promise<z.infer<S>> {
  if (!isJson(answer)) throw await stranger(answer);
  const result = schema.safeParse(jsonOf(await textOf(answer)));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const message = `The answer is garbled: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  throw new AppError('damaged', message, { reason: 'centre.garbled', status: answer.status });
}

/** The centre's time, when it refused a request because the desk's clock is off. */
function centreTime({ code, details }: AppError): number | null {
  return code === 'unauthenticated' && details.reason === 'clock' && typeof details['time'] === 'number'
    ? details['time']
    : null;
}

export function createTransport({ http, clock, url, device, tables }: Options): Transport {
  const root = url.replace(/\/+$/, '');
  /** What to add to the desk's clock to get the centre's, for signatures only. */
  let offset = 0;

  function signed(method: string, path: string, body: string): Record<string, string> {
    if (!device) return {};
    const time = clock.now() + offset;
    return {
      [signatureHeaders.device]: device.deviceId,
      [signatureHeaders.time]: String(time),
      [signatureHeaders.signature]: device.key.sign(signedText({ method, path, time, bodyHash: sha256(body) })),
    };
  }

  async function once(call: HeadedCall, accept: string): Promise<Answer> {
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const timeoutMs = call.timeoutMs ?? TIMEOUT_MS;
    const sent = await http.send({
      method: call.method,
      url: `${root}${call.path}`,
      headers: {
        ...call.headers,
        accept,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...signed(call.method, call.path, body ?? ''),
        ...(tables === undefined ? {} : { [signatureHeaders.tables]: String(tables) }),
      },
      timeoutMs,
      ...(body === undefined ? {} : { body }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    const answer = { ...sent, keepsPace: watchPace(clock, timeoutMs) };
    if (answer.status < 200 || answer.status > 299) throw await failureOf(answer);
    return answer;
  }

  /** A wrong clock must not stop the work: the signature is made once more with the centre's time. */
  async function send(call: HeadedCall, accept: string): Promise<Answer> {
    try {
      return await once(call, accept);
    } catch (error) {
      const time = error instanceof AppError ? centreTime(error) : null;
      if (time === null) throw error;
      offset = time - clock.now();
      return once(call, accept);
    }
  }

  return {
    ask: async (call) => parsed(await send(call, 'application/json'), call.schema),
    async open(call) {
      return told(await send(call, call.accept), call);
    },
  };
}
