import { argon2id, argon2Verify } from 'hash-wasm';
import type { Random } from '../../../shared/kernel/clock';

/** OWASP's parameters of 2023 for argon2id: 19 MiB, two passes, one lane; about 50 ms on a desk. */
export const argon2Cost = { memorySize: 19 * 1024, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** What is kept of a password for signing in without the line: an argon2id hash with its salt and parameters. */
export function makeVerifier(password: string, random: Random): Promise<string> {
  return argon2id({
    password: password.normalize('NFC'),
    salt: random.bytes(16),
    ...argon2Cost,
    outputType: 'encoded',
  });
}

/** False for a wrong password and for a verifier that is none. */
export async function passwordFits(password: string, verifier: string): Promise<boolean> {
  try {
    return await argon2Verify({ password: password.normalize('NFC'), hash: verifier });
  } catch {
    return false;
  }
}
