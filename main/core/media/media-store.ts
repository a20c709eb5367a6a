import { createHash } from 'node:crypto';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/kernel/errors';
import type { Log } from '../ports';
import { keepFile } from '../store/durable-file';
import type { Transport } from '../sync/transport';
import type { Outgoing } from './outgoing';

/** Pictures are far smaller; what is larger is not kept. */
const MOST_BYTES = 32 * 1024 * 1024;
const PATIENCE_MS = 10_000;

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new AppError('tooLarge', 'The file is too large', { reason: 'media.tooLarge' });
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

interface Needs {
  readonly log: Log;
  /** Pictures that were put in here and are still on their way up. */
  readonly outgoing: Outgoing;
  transport(): Transport | null;
}

/** Pictures and files by the SHA-256 of their bytes: kept in the desk's folder, fetched from the centre when first wanted. */
export class MediaStore {
  private readonly folder: string;
  private readonly fetching = new Map<string, Promise<string | null>>();

  constructor(
    folder: string,
    private readonly needs: Needs,
  ) {
    this.folder = join(folder, 'media');
  }

  /** The path of the file with that hash, or null when it is not here and cannot be had now. */
  async find(sha256: string): Promise<string | null> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    const path = join(this.folder, sha256.slice(0, 2), sha256);
    if (await exists(path)) return path;
    const outgoing = await this.needs.outgoing.find(sha256);
    if (outgoing !== null) return outgoing;
    const known = this.fetching.get(sha256);
    if (known) return known;
    const fetching = this.fetch(sha256, path).finally(() => this.fetching.delete(sha256));
    this.fetching.set(sha256, fetching);
    return fetching;
  }

  private async fetch(sha256: string, path: string): Promise<string | null> {
    const transport = this.needs.transport();
    if (!transport) return null;
    try {
      const from = { method: 'GET', path: `/blobs/${sha256}`, accept: 'image/*', timeoutMs: PATIENCE_MS } as const;
      const bytes = await bytesOf(await transport.open(from));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new AppError('damaged', 'The file is not what its name says', { reason: 'media.hash' });
      }
      await mkdir(join(this.folder, sha256.slice(0, 2)), { recursive: true });
      await keepFile(path, bytes);
      return path;
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (code !== 'offline') this.needs.log.write('warn', 'media.notFetched', { code });
      return null;
    }
  }
}
