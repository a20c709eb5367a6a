import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import { mutationText, type MutationMessage } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';

/** How far a desk's clock may be ahead when it says when a gesture was made. */
const AHEAD_MS = 24 * 3_600_000;

/** Keys that were read lately: reading one takes a fifth of checking a signature with it. */
const read = new Map<string, KeyObject>();
const MOST_READ = 5000;

/** A raw Ed25519 public key in hex. `invalid` with the field when it is none. */
export function publicKeyOf(key: string, field = 'publicKey'): KeyObject {
  const known = read.get(key);
  if (known) return known;
  try {
    const x = Buffer.from(key, 'hex').toString('base64url');
    const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    if (read.size >= MOST_READ) read.clear();
    read.set(key, made);
    return made;
  } catch {
    throw new AppError('invalid', 'not an Ed25519 key', { field, reason: 'invalid' });
  }
}

interface Owner {
  readonly device: string;
  readonly userId: string;
  /** UTC ms. */
  readonly now: number;
}

/**
 * Keeps the key that a person's gestures at a desk are signed with; to be called after a correct password only. One that another
 * takes the place of still proves what was made before. Resolves to whether it is another one than before.
 */
export async function keepPersonKey(sql: Sql, { device, userId, now }: Owner, key: string): Promise<boolean> {
  const [row] = await sql.all('SELECT public_key FROM device_person WHERE device = ? AND user_id = ?', [
    device,
    userId,
  ]);
  const before = row?.['public_key'];
  if (before === key) return false;
  await sql.run('UPDATE device_person SET public_key = ? WHERE device = ? AND user_id = ?', [key, device, userId]);
  if (typeof before !== 'string') return true;
  await sql.run(
    `INSERT INTO former_key (device, user_id, public_key, replaced_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (device, user_id, public_key) DO UPDATE SET replaced_at = excluded.replaced_at`,
    [device, userId, before, now],
  );
  return true;
}

/** Whether this raw Ed25519 public key's owner has signed the text. */
export const isSignedBy = (key: string, text: Buffer, signature: Buffer): boolean =>
  verify(null, text, publicKeyOf(key), signature);

/** `forbidden` (signature) unless the actor himself has signed exactly this at this desk. */
export async function assertSigned(
  sql: Sql,
  { device, mutation }: { readonly device: string; readonly mutation: MutationMessage },
  current: string | null,
): Promise<void> {
  const text = Buffer.from(mutationText(mutation));
  const signature = Buffer.from(mutation.sig ?? '', 'hex');
  if (current !== null && isSignedBy(current, text, signature)) return;
  const former = await sql.all(
    'SELECT public_key FROM former_key WHERE device = ? AND user_id = ? AND replaced_at > ?',
    [device, mutation.actor, mutation.at - AHEAD_MS],
  );
  if (former.some((row) => isSignedBy(String(row['public_key']), text, signature))) return;
  throw new AppError('forbidden', 'not signed by who is said to have done it', { reason: 'signature' });
}
