import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../kernel/errors';
import type { Sql } from '../sql';

/** Where SQLite keeps `PRAGMA user_version` and `PRAGMA application_id` in the first page of a file: four bytes, the highest first. */
const AT = 60;
const MARK_AT = 68;
/** As much of the first page as says it. */
const HEAD = 72;
const WAL_HEAD = 32;
const FRAME_HEAD = 24;
const MAGIC = 0x377f0682;

/** Goes with a version: what stands in a damaged head does not have it, and is not believed. */
const markOf = (version: number) => Math.imul(version, 0x9e3779b1) ^ 0x4261636b;

/** Statements that note a file's format. */
export const stampSql = (version: number): string[] => [
  `PRAGMA user_version = ${version}`,
  `PRAGMA application_id = ${markOf(version)}`,
];

/** The format that an open file says it is of; 0: none that is to be believed. */
export async function formatOf(sql: Pick<Sql, 'all'>): Promise<number> {
  const [version] = await sql.all('PRAGMA user_version');
  const [mark] = await sql.all('PRAGMA application_id');
  const found = Number(version?.['user_version'] ?? 0);
  return mark?.['application_id'] === markOf(found) ? found : 0;
}

/** The same from a first page's bytes. */
function formatInHead(head: Buffer): number {
  if (head.length < HEAD) return 0;
  const found = head.readUInt32BE(AT);
  return head.readInt32BE(MARK_AT) === markOf(found) ? found : 0;
}

/** The first `length` bytes of a file, or all of it; null when there is none. */
async function bytesOf(path: string, length?: number): Promise<Buffer | null> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return null;
  try {
    if (length === undefined) return await handle.readFile();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

type Sums = readonly [number, number];
type Word = (bytes: Buffer, at: number) => number;

/** SQLite's running checksum of a WAL, over pairs of words. */
function added([first, second]: Sums, bytes: Buffer, word: Word): Sums {
  let [a, b] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + word(bytes, at) + b) >>> 0;
    b = (b + word(bytes, at + 4) + a) >>> 0;
  }
  return [a, b];
}

const isSum = ([a, b]: Sums, bytes: Buffer, at: number) =>
  bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;

/** The number in the newest first page that a WAL has committed; null when it has none. What SQLite would not believe is not believed here. */
function formatInWal(wal: Buffer): number | null {
  if (wal.length < WAL_HEAD) return null;
  const [magic, pageSize] = [wal.readUInt32BE(0), wal.readUInt32BE(8)];
  if ((magic | 1) !== (MAGIC | 1) || pageSize < 512) return null;
  const word: Word = magic === MAGIC ? (bytes, at) => bytes.readUInt32LE(at) : (bytes, at) => bytes.readUInt32BE(at);
  let sums = added([0, 0], wal.subarray(0, FRAME_HEAD), word);
  if (!isSum(sums, wal, FRAME_HEAD)) return null;
  const salts = wal.subarray(16, 24);
  let [pending, committed]: [number | null, number | null] = [null, null];
  for (let at = WAL_HEAD; at + FRAME_HEAD + pageSize <= wal.length; at += FRAME_HEAD + pageSize) {
    const head = wal.subarray(at, at + FRAME_HEAD);
    const page = wal.subarray(at + FRAME_HEAD, at + FRAME_HEAD + pageSize);
    sums = added(added(sums, head.subarray(0, 8), word), page, word);
    if (!head.subarray(8, 16).equals(salts) || !isSum(sums, head, 16)) break;
    if (head.readUInt32BE(0) === 1) pending = formatInHead(page);
    if (head.readUInt32BE(4) !== 0) committed = pending ?? committed;
  }
  return committed;
}

/**
 * The format that a database file says it is of (see `stampSql`), read from its bytes: SQLite writes when it opens a file. A WAL beside
 * it is read as SQLite would, since a process that died leaves its newest first page there. 0: no file, one from before formats were noted, or a damaged head.
 */
export async function fileFormat(path: string): Promise<number> {
  const wal = await bytesOf(`${path}-wal`);
  const inWal = wal && formatInWal(wal);
  if (inWal !== null) return inWal;
  const head = await bytesOf(path, HEAD);
  return head ? formatInHead(head) : 0;
}

/** What is said of data that a later release has written: `upgradeRequired` (`data.newer`) with `found` and `known`. */
export const newerData = (what: string, { found, known }: { found: number; known: number }): AppError =>
  new AppError(
    'upgradeRequired',
    `${what} is of data version ${found}; this Backroom reads up to ${known}. Install the newer release; nothing was changed.`,
    {
      reason: 'data.newer',
      found,
      known,
    },
  );

export const isNewerData = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'upgradeRequired' && error.details.reason === 'data.newer';

/** Throws `upgradeRequired` (`data.newer`) for a file of a later format than is known here. Changes no byte. */
export async function assertKnownFormat(path: string, known: number): Promise<void> {
  const found = await fileFormat(path);
  if (found > known) throw newerData(basename(path), { found, known });
}
