import type { z } from 'zod';
import { AppError } from './errors';

/** The value as the schema gives it back, or `invalid` with `details.field` naming the first wrong place (`items.0.quantity`). */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.');
  throw new AppError('invalid', issue?.message ?? 'invalid', { ...(field ? { field } : {}), reason: 'invalid' });
}
