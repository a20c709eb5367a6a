import { createCipheriv, createDecipheriv } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import type { Random } from '../../../shared/kernel/clock';
import { argon2Cost } from './password-verifier';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);
const wrappedSchema = z.object({ salt: hex, nonce: hex, sealed: hex, tag: hex });

/** A person's private key and whose it is: the name is bound to it, so that rows of two people cannot be swapped. */
interface Owned {
  readonly userId: string;
  readonly seed: Uint8Array;
}

const keyOf = (secret: string, salt: Uint8Array): Promise<Uint8Array> =>
  argon2id({ password: secret.normalize('NFC'), salt, ...argon2Cost, outputType: 'binary' });

/** The private key under a password or PIN: AES-256-GCM with a key that argon2id makes of it. Text for the journal. */
export async function wrapKey({ userId, seed }: Owned, secret: string, random: Random): Promise<string> {
  const salt = random.bytes(16);
  const nonce = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(secret, salt), nonce);
  cipher.setAAD(Buffer.from(userId));
  const sealed = Buffer.concat([cipher.update(seed), cipher.final()]);
  const parts = { salt, nonce, sealed, tag: cipher.getAuthTag() };
  const texts = Object.entries(parts).map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]);
  return JSON.stringify(Object.fromEntries(texts));
}

function parsed(wrapped: string): z.infer<typeof wrappedSchema> | null {
  try {
    return wrappedSchema.parse(JSON.parse(wrapped));
  } catch {
    return null;
  }
}

/** The private key again; null for another password, another person, or what is damaged. */
export async function unwrapKey(
  { userId, wrapped }: { readonly userId: string; readonly wrapped: string },
  secret: string,
): Promise<Uint8Array | null> {
  const parts = parsed(wrapped);
  if (!parts) return null;
  const bytes = (name: keyof typeof parts) => Buffer.from(parts[name], 'hex');
  const key = await keyOf(secret, bytes('salt'));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes('nonce'));
    decipher.setAAD(Buffer.from(userId));
    decipher.setAuthTag(bytes('tag'));
    return Buffer.concat([decipher.update(bytes('sealed')), decipher.final()]);
  } catch {
    return null;
  }
}
