import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { must } from '../../shared/kernel/assert';
import type { Sql } from '../../shared/store/sql';

/** Who this centre is: its epoch (changes when history was lost) and the key that it signs grants with. */
export interface Identity {
  readonly epoch: string;
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string;
  /** Ed25519 signature of a text, hex. */
  sign(text: string): string;
}

/** Reads the centre's identity, made at its first start. */
export async function ensureIdentity(sql: Sql): Promise<Identity> {
  const [found] = await sql.all('SELECT * FROM sync_meta WHERE id = 1');
  if (!found) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('hex');
    const x = Buffer.from(must(publicKey.export({ format: 'jwk' }).x, 'public key'), 'base64url').toString('hex');
    await sql.run(
      'INSERT INTO sync_meta (id, epoch, private_key, public_key, last_desk) VALUES (1, ?, ?, ?, 0) ON CONFLICT DO NOTHING',
      [randomUUID(), pkcs8, x],
    );
    return ensureIdentity(sql);
  }
  const key = createPrivateKey({ key: Buffer.from(String(found['private_key']), 'hex'), format: 'der', type: 'pkcs8' });
  return {
    epoch: String(found['epoch']),
    publicKey: String(found['public_key']),
    sign: (text) => sign(null, Buffer.from(text), key).toString('hex'),
  };
}

/** The next desk number: small, and unique for ever. */
export async function nextDeskNumber(sql: Sql): Promise<number> {
  const [row] = await sql.all('UPDATE sync_meta SET last_desk = last_desk + 1 WHERE id = 1 RETURNING last_desk');
  return Number(must(row, 'centre identity')['last_desk']);
}
