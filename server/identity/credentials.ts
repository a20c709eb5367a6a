import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { Sql } from '../../shared/store/sql';

/** OWASP's recommendation for argon2id: 19 MiB, two passes. */
const cost = { iterations: 2, memorySize: 19_456, parallelism: 1, hashLength: 32 };

/** The encoded argon2id hash of a password, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({ ...cost, password: password.normalize('NFC'), salt: randomBytes(16), outputType: 'encoded' });
}

let decoy: Promise<string> | undefined;

/** Is this the password? Takes as long for somebody who has none (`hash` null), and is then false. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const matches = await argon2Verify({ password: password.normalize('NFC'), hash: hash ?? (await decoy) });
  return matches && hash !== null;
}

/** Sets somebody's password. */
export async function setPassword(
  sql: Sql,
  userId: string,
  { password, now }: { password: string; now: number },
): Promise<void> {
  await sql.run(
    `INSERT INTO credential (user_id, hash, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
    [userId, await hashPassword(password), now],
  );
}
