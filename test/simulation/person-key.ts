import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const HEAD = '302e020100300506032b657004220420';
const keys = new Map<string, KeyObject>();

/** The key of a person: made from the name, so that every run signs alike. */
function keyOf(person: string): KeyObject {
  const known = keys.get(person);
  if (known) return known;
  const seed = Buffer.alloc(32, person).toString('hex');
  const made = createPrivateKey({ key: Buffer.from(HEAD + seed, 'hex'), format: 'der', type: 'pkcs8' });
  keys.set(person, made);
  return made;
}

/** Ed25519, hex. */
export const signAs = (person: string, text: string): string =>
  sign(null, Buffer.from(text), keyOf(person)).toString('hex');

/** The raw public key, hex. */
export function publicKeyOf(person: string): string {
  const { x } = createPublicKey(keyOf(person)).export({ format: 'jwk' });
  return Buffer.from(String(x), 'base64url').toString('hex');
}
