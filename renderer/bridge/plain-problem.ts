import { errorCodes, toPlainError, type ErrorCode, type PlainError } from '../../shared/kernel/errors';

interface PlainLike {
  code: ErrorCode;
  message?: unknown;
  details?: PlainError['details'];
}

const codes: readonly string[] = errorCodes;

function isPlain(thrown: object): thrown is PlainLike {
  return 'code' in thrown && typeof thrown.code === 'string' && codes.includes(thrown.code);
}

/** Whatever a call across the bridge rejected with, as the plain error that screens show. */
export function plainProblem(thrown: unknown): PlainError {
  if (typeof thrown !== 'object' || thrown === null || !isPlain(thrown)) return toPlainError(thrown);
  const { code, message, details = {} } = thrown;
  return { code, message: typeof message === 'string' ? message : code, details };
}
