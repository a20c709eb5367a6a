import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { must } from '../../shared/kernel/assert';
import { audit } from '../authority/audit';
import type { Sql } from '../../shared/store/sql';
import { addLaterColumns } from './migrate';

/** Who this centre is: its epoch (changes when history was lost) and the key that it signs grants with. */
export interface Identity {
  /** As of the start; `epochOf` tells that of now. */
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

/** The epoch of now: it may change while a node runs. */
export async function epochOf(sql: Sql): Promise<string> {
  const [row] = await sql.all('SELECT epoch FROM sync_meta WHERE id = 1');
  return String(must(row, 'centre identity')['epoch']);
}

/** Desks that registered after the backup have numbers which this database does not know; they are left out for ever. */
const SKIPPED_NUMBERS = 100;

/** After history was lost: desks learn of it by the new epoch and send again what the centre has forgotten. Returns the epoch. */
export async function beginEpoch(sql: Sql, { now, verb }: { now: number; verb: string }): Promise<string> {
  // A backup of an older version has not been started with this one yet.
  await addLaterColumns(sql);
  const before = await epochOf(sql);
  const epoch = randomUUID();
  await sql.run('UPDATE sync_meta SET epoch = ?, last_desk = last_desk + ? WHERE id = 1', [epoch, SKIPPED_NUMBERS]);
  const change = { before: { epoch: before }, after: { epoch } };
  await audit(sql, 'centre', [{ at: now, actor: null, device: null, verb, uid: null, touches: null, change }]);
  return epoch;
}

/** The next desk number: small, and unique for ever. */
export async function nextDeskNumber(sql: Sql): Promise<number> {
  const [row] = await sql.all('UPDATE sync_meta SET last_desk = last_desk + 1 WHERE id = 1 RETURNING last_desk');
  return Number(must(row, 'centre identity')['last_desk']);
}
