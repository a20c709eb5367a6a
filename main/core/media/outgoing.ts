import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/kernel/errors';
import { blobProgressSchema, pictureTypes, type BlobPart, type PictureType } from '../../../shared/protocol/blobs';
import type { Log } from '../ports';
import { keepFile } from '../store/durable-file';
import type { Transport } from '../sync/transport';

/** Bytes of one piece: small enough for a poor line, and for the centre's megabyte in base64. */
const PIECE = 384 * 1024;

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Waiting {
  readonly name: string;
  readonly sha256: string;
  readonly type: PictureType;
}

function waitingOf(name: string): Waiting | null {
  const [sha256 = '', kind = ''] = name.split('.');
  const type = pictureTypes.find((one) => one === `image/${kind}`);
  return /^[0-9a-f]{64}$/.test(sha256) && type && name === `${sha256}.${kind}` ? { name, sha256, type } : null;
}

/**
 * Pictures that were put in at this desk and wait to go up. The folder is the queue: a picture lies in it, named by hash and kind, until
 * the centre has all of it; so it survives whatever the journal survives.
 */
export class Outgoing {
  private readonly media: string;
  private readonly folder: string;

  constructor(
    folder: string,
    private readonly log: Log,
  ) {
    this.media = join(folder, 'media');
    this.folder = join(this.media, 'outgoing');
  }

  /** Durable when it resolves; only then may a gesture name it. The same picture again is the same file. */
  async add(type: PictureType, bytes: Uint8Array): Promise<{ sha256: string; type: PictureType }> {
    if (bytes.length === 0)
      throw new AppError('invalid', 'an empty picture', { field: 'bytes', reason: 'media.empty' });
    const sha256 = sha256Of(bytes);
    await mkdir(this.folder, { recursive: true });
    await keepFile(join(this.folder, `${sha256}.${type.slice('image/'.length)}`), bytes);
    return { sha256, type };
  }

  /** The path of a picture that waits here; null when none of that hash does. */
  async find(sha256: string): Promise<string | null> {
    const one = (await this.waiting()).find((file) => file.sha256 === sha256);
    return one ? join(this.folder, one.name) : null;
  }

  /** Sends what waits, each from where its upload had come to. Throws what the line throws; what was not taken goes on waiting. */
  async send(transport: Transport): Promise<void> {
    for (const file of await this.waiting()) {
      const bytes = await readFile(join(this.folder, file.name));
      if (sha256Of(bytes) !== file.sha256) {
        this.log.write('error', 'media.damaged', { size: bytes.length });
        await rename(join(this.folder, file.name), join(this.folder, `${file.name}.damaged`));
        continue;
      }
      await this.upload(transport, file, bytes);
      await this.settle(file);
    }
  }

  private async waiting(): Promise<Waiting[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.flatMap((name) => waitingOf(name) ?? []);
  }

  private async upload(transport: Transport, { sha256, type }: Waiting, bytes: Buffer): Promise<void> {
    const ask = (part: Pick<BlobPart, 'offset' | 'data'>) =>
      transport.ask({
        method: 'POST',
        path: `/blobs/${sha256}`,
        body: { type, size: bytes.length, ...part },
        schema: blobProgressSchema,
      });
    let { offset, complete } = await ask({ offset: 0, data: '' });
    // Every piece moves on, or the centre would be asked for ever.
    for (let last = -1; !complete; last = offset, { offset, complete } = await ask(pieceOf(bytes, offset))) {
      if (offset <= last) throw new AppError('unavailable', 'an upload does not get on', { reason: 'media.stuck' });
    }
  }

  /** It is at the centre now: an ordinary picture that may be fetched again. */
  private async settle({ name, sha256 }: Waiting): Promise<void> {
    const home = join(this.media, sha256.slice(0, 2));
    await mkdir(home, { recursive: true });
    await rename(join(this.folder, name), join(home, sha256)).catch(() => rm(join(this.folder, name), { force: true }));
  }
}

const pieceOf = (bytes: Buffer, offset: number) => ({
  offset,
  data: bytes.subarray(offset, offset + PIECE).toString('base64'),
});
