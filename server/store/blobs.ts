import { createHash } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import type { BlobPart, BlobProgress } from '../../shared/protocol/blobs';
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

/** A piece on its way up. `at`: UTC ms. */
export interface Piece extends BlobPart {
  readonly device: string;
  readonly sha256: string;
  readonly at: number;
}

/** The bytes of the pieces that one desk has sent of a file, in order. */
async function piecesOf(sql: Sql, { device, sha256 }: Piece): Promise<Buffer> {
  const rows = await sql.all('SELECT data FROM blob_part WHERE device = ? AND sha256 = ? ORDER BY start', [
    device,
    sha256,
  ]);
  return Buffer.concat(rows.map((row) => Buffer.from(String(row['data']), 'base64')));
}

/** How far a desk's upload of a file has come, in bytes. */
async function reached(sql: Sql, { device, sha256, size }: Piece): Promise<number> {
  const [row] = await sql.all(
    'SELECT COALESCE(MAX(start + size), 0) AS bytes FROM blob_part WHERE device = ? AND sha256 = ? AND start + size <= ?',
    [device, sha256, size],
  );
  return Number(row?.['bytes'] ?? 0);
}

/**
 * Takes the next piece of a file; the last one makes it whole. A piece that does not begin where the one before ended is left out:
 * the answer says where to go on. A whole that is not what its name says begins anew.
 */
export async function addPiece(sql: Sql, piece: Piece): Promise<BlobProgress> {
  const { device, sha256, type, size, offset, data, at } = piece;
  const [whole] = await sql.all('SELECT 1 AS one FROM blob WHERE sha256 = ?', [sha256]);
  if (whole) return { offset: size, complete: true };
  const bytes = Buffer.from(data, 'base64');
  const begun = await reached(sql, piece);
  if (offset !== begun || bytes.length === 0 || begun + bytes.length > size) return { offset: begun, complete: false };
  await sql.run(
    'INSERT INTO blob_part (device, sha256, start, size, data, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [device, sha256, offset, bytes.length, data, at],
  );
  const now = begun + bytes.length;
  if (now < size) return { offset: now, complete: false };
  const all = await piecesOf(sql, piece);
  await sql.run('DELETE FROM blob_part WHERE device = ? AND sha256 = ?', [device, sha256]);
  if (createHash('sha256').update(all).digest('hex') !== sha256) return { offset: 0, complete: false };
  await keepBlob(sql, sha256, { type, bytes: all });
  return { offset: size, complete: true };
}
