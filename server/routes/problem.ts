import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { AppError, type ErrorCode } from '../../shared/kernel/errors';
import type { Problem } from '../../shared/protocol/sync';
import type { Context } from '../context';
import { isPassingFault } from '../store/passing-fault';

const statuses: Record<ErrorCode, number> = {
  invalid: 422,
  forbidden: 403,
  unauthenticated: 401,
  notFound: 404,
  conflict: 409,
  refused: 409,
  locked: 423,
  expired: 401,
  offline: 503,
  unavailable: 503,
  tooLarge: 413,
  upgradeRequired: 426,
  damaged: 400,
  internal: 500,
};

/** Reasons that have a status of their own. */
const reasons: Readonly<Record<string, number>> = {
  unknownClient: 410,
  notJson: 400,
  mediaType: 415,
  rateLimit: 429,
  range: 416,
};

/** What Fastify itself refuses, in our words. */
function fromFramework(error: object): AppError | null {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new AppError('tooLarge', 'the body is too large', { field: 'body', reason: 'size' });
  if (status === 415) return new AppError('invalid', 'send application/json', { field: 'body', reason: 'mediaType' });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new AppError('invalid', 'a malformed request', { reason: 'notJson' });
  return null;
}

/** Any error as one of ours. What is not meant for others is told as `internal` without its message. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError)
    return error.code === 'internal' ? new AppError('internal', 'a defect of the centre') : error;
  if (isPassingFault(error)) return new AppError('unavailable', 'try again', { reason: 'busy' });
  const refused = typeof error === 'object' && error !== null ? fromFramework(error) : null;
  return refused ?? new AppError('internal', 'a defect of the centre');
}

/** Seconds until another try makes sense. */
function retryAfter({ code, details }: AppError, now: number): number | null {
  if (typeof details['until'] === 'number') return Math.max(1, Math.ceil((details['until'] - now) / 1000));
  if (typeof details['retryAfter'] === 'number') return details['retryAfter'];
  return code === 'unavailable' ? 1 : null;
}

/** Answers with an error of ours. `now`: UTC ms. */
export function sendProblem(reply: FastifyReply, error: AppError, now: number): FastifyReply {
  const seconds = retryAfter(error, now);
  if (seconds !== null) void reply.header('retry-after', seconds);
  const details = Object.fromEntries(Object.entries(error.details).filter(([, value]) => value !== undefined));
  const problem: Problem = { code: error.code, message: error.message, details: details as Problem['details'] }; // undefined was taken out
  return reply
    .code(reasons[error.details.reason ?? ''] ?? statuses[error.code])
    .type('application/json; charset=utf-8')
    .send(problem);
}

/** What is not even HTTP, or has too many headers: the connection ends with a problem. */
export function refuseConnection(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem: Problem = { code: 'invalid', message: 'a malformed request', details: { reason: 'notHttp' } };
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close`;
  if (socket.writable) socket.write(`${head}\r\n\r\n${body}`);
  socket.destroy();
}

/** Every answer that is not 2xx is a problem in JSON, whatever went wrong and wherever. */
export function answerProblems(app: FastifyInstance, { clock, log }: Context): void {
  app.setErrorHandler((error, request, reply) => {
    const told = asAppError(error);
    if (told.code === 'internal' || told.code === 'unavailable') {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(told.code === 'internal' ? 'error' : 'warn', 'request.failed', {
        route: request.routeOptions.url ?? '',
        message,
      });
    }
    return sendProblem(reply, told, clock.now());
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, new AppError('notFound', 'no such address', { reason: 'route' }), clock.now()),
  );
}
