import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { must } from '../../../shared/kernel/assert';
import type { Random } from '../../../shared/kernel/clock';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A device's key: raw public key and signatures in hex. */
export interface SigningKey {
  readonly publicKey: string;
  sign(text: string): string;
}

/** A fresh private key: 32 random bytes. */
export const newSeed = (random: Random): Uint8Array => random.bytes(32);

export function signingKey(seed: Uint8Array): SigningKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(must(x, 'public key'), 'base64url').toString('hex'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  };
}

/** Did the holder of `publicKey` sign exactly this text? False, never an error, for anything malformed. */
export function verifySignature(publicKey: string, text: string, signature: string): boolean {
  try {
    const x = Buffer.from(publicKey, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}
