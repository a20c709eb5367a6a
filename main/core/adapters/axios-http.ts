import axios, { isAxiosError, type AxiosInstance } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { AppError } from '../../../shared/kernel/errors';
import type { Http, HttpAnswer, HttpRequest } from '../ports';

const offline = (error: unknown, reason: string) =>
  new AppError('offline', `No answer: ${error instanceof Error ? error.message : String(error)}`, { reason });

/** Whoever answered is not who the certificate says, or speaks no TLS at all. */
const isUntrusted = (error: unknown) =>
  isAxiosError(error) && /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(error.code ?? '') && error.response === undefined;

/** Aborts when nothing was heard for `timeoutMs`, or when the caller's signal says so. */
function watchdog({ timeoutMs, signal }: HttpRequest) {
  const controller = new AbortController();
  let late = false;
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => controller.abort();
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = true;
      controller.abort();
    }, timeoutMs);
  };
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  };
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  heard();
  return { signal: controller.signal, heard, end, reason: () => (late ? 'line.timeout' : 'line.down') };
}

/** The body, chunk by chunk; every silence is bounded by the watchdog. */
async function* bodyOf(stream: Readable, watch: ReturnType<typeof watchdog>): AsyncGenerator<Uint8Array> {
  const stop = () => stream.destroy(new Error('aborted'));
  watch.signal.addEventListener('abort', stop);
  try {
    for await (const chunk of stream) {
      watch.heard();
      yield chunk as Uint8Array; // a stream without an encoding hands out buffers
    }
  } catch (error) {
    throw offline(error, watch.reason());
  } finally {
    watch.signal.removeEventListener('abort', stop);
    watch.end();
    stream.destroy();
  }
}

function headersOf(headers: unknown): Record<string, string> {
  const entries = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return Object.fromEntries(entries) as Record<string, string>; // both halves of every entry were made strings above
}

/** The centre hung up an idle connection in the very moment in which it was used again: it has not seen the request. */
function wasStale(error: unknown): boolean {
  if (!isAxiosError(error) || error.code !== 'ECONNRESET') return false;
  const request: unknown = error.request;
  return typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket === true;
}

async function send(client: AxiosInstance, request: HttpRequest, isRetry = false): Promise<HttpAnswer> {
  const watch = watchdog(request);
  try {
    const answer = await client.request<Readable>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      data: request.body,
      signal: watch.signal,
    });
    // Listened to at once, since a stream that breaks before its body is read would end the process.
    answer.data.on('error', () => undefined);
    return { status: answer.status, headers: headersOf(answer.headers), body: bodyOf(answer.data, watch) };
  } catch (error) {
    watch.end();
    if (!isRetry && !watch.signal.aborted && wasStale(error)) return send(client, request, true);
    if (isUntrusted(error)) throw offline(error, 'line.untrusted');
    if (isAxiosError(error) || watch.signal.aborted) throw offline(error, watch.reason());
    throw error;
  }
}

/**
 * The network through axios. `timeoutMs` bounds every silence: until the answer begins, and between its pieces.
 * Redirects are answers like any other, since a signed request must not be sent anywhere else.
 */
export function createAxiosHttp(): Http {
  const client = axios.create({
    adapter: 'http',
    responseType: 'stream',
    maxRedirects: 0,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    maxBodyLength: Infinity,
    maxContentLength: Infinity,
  });
  return { send: (request) => send(client, request) };
}
