/** The closed set of ways in which anything can fail; screens translate the code and, where given, `details.reason`. */
export const errorCodes = [
  'invalid', // the input is wrong; details.field names where
  'forbidden', // the person may not
  'unauthenticated', // nobody is signed in, or the device is unknown
  'notFound',
  'conflict', // somebody changed the same thing meanwhile
  'refused', // a business rule says no
  'locked', // too many wrong tries; details.until (UTC ms)
  'expired', // a grant or a code has run out
  'offline', // the centre cannot be reached
  'unavailable', // the centre answers, but not usefully; try again
  'tooLarge',
  'upgradeRequired',
  'damaged', // a file or message is not what it should be
  'internal', // a defect of ours
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type ErrorDetails = { field?: string; reason?: string } & { [key: string]: Json | undefined };

/** An error as it crosses a process border. */
export interface PlainError {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** The only error that code of ours throws on purpose. `message` is English, for logs; screens translate `code` and `details.reason`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** What was thrown, as plain data. Unknown errors become `internal` and keep their message for the log only. */
export function toPlainError(error: unknown): PlainError {
  if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), details: {} };
}

/** Back from plain data to a throwable error. */
export function fromPlainError(plain: PlainError): AppError {
  return new AppError(plain.code, plain.message, plain.details);
}
