import { createHash, randomBytes, randomUUID, verify } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import type { Device, RegisterDevice } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { nextDeskNumber } from '../store/meta';
import { audit } from '../authority/audit';
import { addDeskRecord } from './desk-records';
import { publicKeyOf } from './person-keys';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const CODE_MS = 7 * 86_400_000;

const rejected = () => new AppError('forbidden', 'no such code', { field: 'code', reason: 'registrationCode' });

/** Makes a code known with which one machine (`reusable`: any number) can become a desk; kept as its hash. */
export async function addRegistrationCode(
  sql: Sql,
  code: string,
  { reusable, now }: { reusable: boolean; now: number },
): Promise<void> {
  await sql.run(
    `INSERT INTO registration_code (hash, reusable, expires) VALUES (?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET expires = excluded.expires`,
    [sha256(code), reusable ? 1 : 0, now + CODE_MS],
  );
}

/** A fresh one-time code, four groups of four: easy to read out. 80 bits. */
export function newRegistrationCode(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const picked = Array.from(randomBytes(16), (byte) => letters[byte % 32] ?? '').join('');
  return picked.replace(/(.{4})(?=.)/g, '$1-');
}

async function useCode(sql: Sql, code: string, now: number): Promise<void> {
  const used = await sql.run(
    'UPDATE registration_code SET used_at = ? WHERE hash = ? AND (reusable = 1 OR (used_at IS NULL AND expires > ?))',
    [now, sha256(code), now],
  );
  if (used === 0) throw rejected();
}

/**
 * Turns a machine into a desk. A repeated request (its answer was lost) gets the same desk again. `forbidden` for a code that is
 * unknown, used or expired: which of them is not told.
 */
export async function registerDevice(context: Context, asked: RegisterDevice): Promise<Device> {
  const { db, clock, identity } = context;
  publicKeyOf(asked.publicKey);
  const { id, number, versions } = await db.write(async (sql) => {
    const now = clock.now();
    const [known] = await sql.all('SELECT id, number, code FROM device WHERE public_key = ?', [asked.publicKey]);
    if (known && known['code'] !== sha256(asked.code)) throw rejected();
    if (known) return { id: String(known['id']), number: Number(known['number']), versions: {} };
    await useCode(sql, asked.code, now);
    const device = { id: randomUUID(), number: await nextDeskNumber(sql) };
    await sql.run('INSERT INTO device (id, number, name, public_key, code, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
      device.id,
      device.number,
      asked.name,
      asked.publicKey,
      sha256(asked.code),
      now,
    ]);
    const deed = { at: now, actor: null, device: device.id, verb: 'device.register', uid: null, touches: null };
    await audit(sql, `device/${device.id}`, [deed]);
    return { ...device, versions: await addDeskRecord(sql, context, device.id) };
  });
  context.hub.publish(versions);
  return { deviceId: id, deskNumber: number, centreKey: identity.publicKey };
}

/** Shuts a desk out, at once. `notFound` when there is none. */
export async function revokeDevice(context: Context, device: string): Promise<void> {
  const now = context.clock.now();
  const changed = await context.db.write((sql) =>
    sql.run('UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [now, device]),
  );
  if (changed === 0) throw new AppError('notFound', 'no such desk');
  context.hub.revoked(device);
}

/** Checked in the place of an unknown desk's key, so that it takes as long as a known one's. */
const nobody = '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29';

/** The desk whose key signed this text, or null: unknown and wrongly signed are the same. `forbidden` when it is shut out. */
export async function signerOf(
  context: Context,
  device: string,
  signed: { text: string; signature: string },
): Promise<string | null> {
  const [row] = await context.db.look('SELECT public_key, revoked_at FROM device WHERE id = ?', [device]);
  const key = publicKeyOf(row ? String(row['public_key']) : nobody);
  const valid = verify(null, Buffer.from(signed.text), key, Buffer.from(signed.signature, 'hex'));
  if (!row || !valid) return null;
  if (row['revoked_at'] !== null) throw new AppError('forbidden', 'this desk is shut out', { reason: 'revoked' });
  return device;
}
