import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { buildFile } from './build-file';
import type { Announced, Asked, SnapshotFile, SnapshotFiles } from './snapshot-file';

/** A file may be so many changed rows behind its scope: they come with the next pull. */
const BEHIND = 5000;
/** The newest and the one before, which somebody may still be fetching in pieces. */
const PER_SCOPE = 2;
/** A scope whose file could not be made, or was too large, is left alone for so long. */
const PAUSE_MS = 10 * 60_000;

type Needs = Pick<Context, 'db' | 'domain' | 'clock' | 'log' | 'limits'>;

class Files implements SnapshotFiles {
  /** Newest first. */
  private kept: SnapshotFile[] = [];
  private readonly wanted = new Set<string>();
  private readonly pauses = new Map<string, number>();
  private readonly ending = new AbortController();
  private working: Promise<void> | null = null;
  private place: Promise<string> | null = null;

  constructor(
    private readonly needs: Needs,
    private readonly folder: string | null,
  ) {}

  async announce(sql: Sql, asked: Asked): Promise<Announced | null> {
    const { scope, epoch } = asked;
    if (asked.rows < this.needs.limits.fileRows) return null;
    const file = this.find(scope, epoch, null);
    if (!file || !(await this.isFresh(sql, file, asked))) {
      this.want(scope);
      return null;
    }
    return { version: file.version, sha256: file.sha256, size: file.size };
  }

  find(scope: string, epoch: string, sha256: string | null): SnapshotFile | null {
    const mine = this.kept.filter((file) => file.scope === scope && file.epoch === epoch);
    return mine.find((file) => file.sha256 === sha256) ?? mine[0] ?? null;
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.working;
    if (this.place) await rm(await this.place, { recursive: true, force: true });
  }

  /** After it a desk pulls what changed since: that must be there, and be little. */
  private async isFresh(sql: Sql, file: SnapshotFile, { scope, version, floor }: Asked): Promise<boolean> {
    if (file.version < floor) return false;
    if (file.version >= version) return true;
    const text = `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM sync_log WHERE scope = ? AND v > ? LIMIT ${BEHIND + 1}) AS newer`;
    const [row] = await sql.all(text, [scope, file.version]);
    return Number(row?.['n']) <= BEHIND;
  }

  private want(scope: string): void {
    if (this.ending.signal.aborted || this.needs.clock.monotonic() < (this.pauses.get(scope) ?? 0)) return;
    this.wanted.add(scope);
    this.working ??= this.work().finally(() => (this.working = null));
  }

  private async work(): Promise<void> {
    for (let [scope] = this.wanted; scope !== undefined && !this.ending.signal.aborted; [scope] = this.wanted) {
      await this.make(scope);
      this.wanted.delete(scope);
    }
  }

  private async make(scope: string): Promise<void> {
    const { clock, log, limits } = this.needs;
    const started = clock.monotonic();
    let path: string | null = null;
    try {
      path = join(await this.prepared(), `${randomUUID()}.db`);
      const file = await buildFile(this.needs, { scope, path, signal: this.ending.signal });
      if (file.size > limits.fileBytes) throw new Error(`the file would have ${file.size} bytes`);
      await this.keep(file);
      log('info', 'snapshot.file', { scope, version: file.version, size: file.size, ms: clock.monotonic() - started });
    } catch (error) {
      this.pauses.set(scope, clock.monotonic() + PAUSE_MS);
      if (path) await rm(path, { force: true });
      if (!this.ending.signal.aborted) log('warn', 'snapshot.fileFailed', { scope, message: String(error) });
    }
  }

  /** An SQLite centre has a folder of its own; what an earlier run left there is of no use. */
  private prepared(): Promise<string> {
    const make = async () => {
      if (this.folder === null) return mkdtemp(join(tmpdir(), 'backroom-snapshots-'));
      await rm(this.folder, { recursive: true, force: true });
      await mkdir(this.folder, { recursive: true });
      return this.folder;
    };
    return (this.place ??= make().catch((error: unknown) => {
      this.place = null;
      throw error;
    }));
  }

  private async keep(file: SnapshotFile): Promise<void> {
    const perScope = new Map<string, number>();
    let bytes = 0;
    const all = [file, ...this.kept];
    this.kept = all.filter((one) => {
      const count = (perScope.get(one.scope) ?? 0) + 1;
      perScope.set(one.scope, count);
      bytes += one.size;
      return count <= PER_SCOPE && bytes <= this.needs.limits.fileBytes;
    });
    for (const gone of all.filter((one) => !this.kept.includes(one))) await rm(gone.path, { force: true });
  }
}

/** `folder`: where the files lie; null for one in the system's temporary folder. */
export function createSnapshotFiles(needs: Needs, folder: string | null): SnapshotFiles {
  return new Files(needs, folder);
}
