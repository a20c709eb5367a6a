import { createHash } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import type { Sql } from '../../shared/store/sql';

/** A picture or file, named by the SHA-256 of its bytes. */
export interface Blob {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Keeps bytes under their hash; `damaged` when they are not what `sha256` (hex) says. */
export async function keepBlob(sql: Sql, sha256: string, { type, bytes }: Blob): Promise<void> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new AppError('damaged', 'the bytes do not have this hash', { reason: 'hash' });
  await sql.run('INSERT INTO blob (sha256, type, size, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [
    sha256,
    type,
    bytes.length,
    bytes.toString('base64'),
  ]);
}

export async function readBlob(sql: Sql, sha256: string): Promise<Blob | null> {
  const [row] = await sql.all('SELECT type, data FROM blob WHERE sha256 = ?', [sha256]);
  return row ? { type: String(row['type']), bytes: Buffer.from(String(row['data']), 'base64') } : null;
}
