import { z } from 'zod';
import { idSchema } from '../kernel/id';

/**
 * Somebody with the right lets one gesture of a colleague through: whose it is, and why. The reason is one line of words that every
 * database keeps as it was signed: no control characters, no half of a character.
 */
export const overrideSchema = z.object({
  for: idSchema,
  reason: z
    .string()
    .max(200)
    .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u),
});
export type Override = z.infer<typeof overrideSchema>;
