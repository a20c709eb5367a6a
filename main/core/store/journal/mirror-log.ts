import { open, type FileHandle } from 'node:fs/promises';
import { readIfThere } from '../durable-file';
import { crc32 } from './crc32';
import type { MutationDraft } from './entry';

/** A line of the mirror: what entered the outbox, and up to where the centre has settled it. */
export type MirrorRecord =
  | ({ readonly kind: 'entry'; readonly clientId: string | null; readonly mid: number } & Omit<MutationDraft, 'sig'> & {
        readonly sig?: string | null;
      })
  | { readonly kind: 'settled'; readonly clientId: string | null; readonly lmid: number };

export type MirrorEntry = Extract<MirrorRecord, { kind: 'entry' }>;

/** Settled up to here: everything of that client has been given to another one; no number of anybody. */
export const GIVEN_UP = Number.MAX_SAFE_INTEGER;

/** Length (4 bytes), CRC-32 of the text (4 bytes), the text: JSON in UTF-8. */
const HEAD = 8;

function framed(record: MirrorRecord): Buffer {
  const text = Buffer.from(JSON.stringify(record), 'utf8');
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(text.length, 0);
  head.writeUInt32LE(crc32(text), 4);
  return Buffer.concat([head, text]);
}

/**
 * The records of a mirror log as far as they are whole, and the length of that part in bytes. A torn end is normal after a power cut.
 * Throws what the system says of a file that cannot be read.
 */
export async function readMirror(file: string): Promise<{ records: MirrorRecord[]; length: number }> {
  const bytes = (await readIfThere(file)) ?? Buffer.alloc(0);
  const records: MirrorRecord[] = [];
  let at = 0;
  while (at + HEAD <= bytes.length) {
    const end = at + HEAD + bytes.readUInt32LE(at);
    const text = bytes.subarray(at + HEAD, end);
    // Zeros, as a file system leaves them behind after a power cut, are a record of no length with the right CRC.
    if (text.length === 0 || end > bytes.length || crc32(text) !== bytes.readUInt32LE(at + 4)) break;
    records.push(JSON.parse(text.toString('utf8')) as MirrorRecord); // its CRC is right, so it is what `append` wrote
    at = end;
  }
  return { records, length: at };
}

/** An append-only second copy of the outbox, independent of SQLite, for salvage when the journal is damaged. */
export class MirrorLog {
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly handle: FileHandle,
    private size: number,
  ) {}

  /** Opens it, made when missing; a torn end is cut off. */
  static async open(file: string): Promise<MirrorLog> {
    const { length } = await readMirror(file);
    const handle = await open(file, 'a+', 0o600);
    try {
      if ((await handle.stat()).size > length) await handle.truncate(length);
      return new MirrorLog(handle, length);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes in it. */
  get length(): number {
    return this.size;
  }

  /** Written when it resolves; on the disk soon after (the journal itself is what a save waits for). */
  append(record: MirrorRecord): Promise<void> {
    return this.inTurn(async () => {
      const bytes = framed(record);
      await this.handle.appendFile(bytes);
      this.size += bytes.length;
      void this.inTurn(() => this.handle.datasync());
    });
  }

  /** Starts again from nothing: when the outbox is empty there is nothing to salvage. */
  clear(): Promise<void> {
    return this.inTurn(async () => {
      await this.handle.truncate(0);
      this.size = 0;
    });
  }

  async close(): Promise<void> {
    await this.tail;
    await this.handle.datasync().catch(() => undefined); // the journal itself is durable already
    await this.handle.close();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
