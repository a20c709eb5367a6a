import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../shared/kernel/errors';
import type { Transport } from '../transport';

/** A ready SQLite file of a scope, as a pull tells of it. */
export interface AnnouncedFile {
  readonly version: number;
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

interface Order {
  readonly scope: string;
  readonly file: AnnouncedFile;
}

/** The centre may need a while to begin. */
export const SILENCE_MS = 60_000;
/** The file, its rows in the replica, their indexes: with less room than this many times its size, lines need less. */
const ROOM = 4;
/** Breaks in a row that brought no byte; after them the line is thought to let no file through. */
const MOST_IDLE_BREAKS = 3;

/** It is not what was announced: lines are fetched in its place. */
export const notAsAnnounced = (what: string) =>
  new AppError('damaged', `Snapshot file: ${what}`, { reason: 'centre.garbled' });

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer); // without an encoding
  return hash.digest('hex');
}

/** Where the bytes of an answer begin. `damaged` when they are of another file. */
function startOf(answer: { status: number; headers: Readonly<Record<string, string>> }, { from, file }: From): number {
  if (answer.headers['etag'] !== `"${file.sha256}"`) throw notAsAnnounced('another one is there now');
  if (answer.status === 200) return 0;
  if (answer.headers['content-range'] !== `bytes ${from}-${file.size - 1}/${file.size}`)
    throw notAsAnnounced('another piece');
  return from;
}

interface From {
  readonly from: number;
  readonly file: AnnouncedFile;
}

/** Fetches snapshot files into a folder; what a break or an end of the process left of one is continued, byte by byte. */
export class SnapshotFetch {
  private idleBreaks = 0;

  constructor(private readonly folder: string) {}

  /**
   * Resolves to the path of the whole file, its hash checked. Throws what the line throws (what has come stays), and `damaged` or
   * `unavailable` (`disk`) when it cannot be had: then nothing is left of it.
   */
  async fetch(transport: Transport, order: Order, signal: AbortSignal): Promise<string> {
    const { file } = order;
    const path = join(this.folder, `${file.sha256}.part`);
    await mkdir(this.folder, { recursive: true });
    await this.removeBut(path);
    const before = await sizeOf(path);
    try {
      if (before < file.size) await this.fetchRest(transport, { ...order, path, from: before }, signal);
    } catch (error) {
      this.idleBreaks = (await sizeOf(path)) > before ? 0 : this.idleBreaks + 1;
      if (this.idleBreaks < MOST_IDLE_BREAKS || signal.aborted) throw error;
      this.idleBreaks = 0;
      throw notAsAnnounced('the line lets none through');
    }
    this.idleBreaks = 0;
    if ((await hashOf(path)) === file.sha256) return path;
    await rm(path, { force: true });
    throw notAsAnnounced('its hash is not the announced one');
  }

  /** Removes whatever lies here. */
  clear(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private async removeBut(path: string): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const one = join(this.folder, name);
      if (one !== path) await rm(one, { force: true });
    }
  }

  private async fetchRest(
    transport: Transport,
    { scope, file, path, from }: Order & { path: string; from: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize < file.size * ROOM) throw new AppError('unavailable', 'The disk is short', { reason: 'disk' });
    let at: number | null = null;
    const body = await transport.open({
      method: 'GET',
      path: `/sync/snapshot/${encodeURIComponent(scope)}/file`,
      accept: 'application/vnd.sqlite3',
      headers: { range: `bytes=${from}-`, 'if-range': `"${file.sha256}"` },
      timeoutMs: SILENCE_MS,
      signal,
      onAnswer: (answer) => (at = startOf(answer, { from, file })),
    });
    if (at === null) throw notAsAnnounced('an answer without a head');
    const handle = await open(path, at === 0 ? 'w' : 'r+');
    try {
      await write(handle, body, { at, size: file.size });
    } finally {
      await handle.close();
    }
  }
}

async function write(
  handle: FileHandle,
  body: AsyncIterable<Uint8Array>,
  { at, size }: { at: number; size: number },
): Promise<void> {
  for await (const chunk of body) {
    if (at + chunk.length > size) throw notAsAnnounced('it has no end');
    await handle.write(chunk, 0, chunk.length, at);
    at += chunk.length;
  }
  if (at < size) throw new AppError('offline', 'The file breaks off', { reason: 'line.down' });
}
