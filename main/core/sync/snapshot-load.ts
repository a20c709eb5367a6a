import { AppError } from '../../../shared/kernel/errors';
import type { FillNeeds, SnapshotFill } from './snapshot/fill';
import type { AnnouncedFile, SnapshotFetch } from './snapshot/fetch';
import { loadLines } from './snapshot/lines';
import { loadFile } from './snapshot/table';
import type { Transport } from './transport';

interface Needs extends FillNeeds {
  /** Where ready files are fetched to; without it every scope comes as lines. */
  readonly files?: SnapshotFetch;
}

interface Order {
  readonly scope: string;
  readonly epoch: string | null;
  readonly signal: AbortSignal;
}

/** What no other way to the same rows would mend: the line, the right to the scope, a scope that has begun anew, the fuse. */
function isOfTheScope(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { code, details } = error;
  if (code === 'unavailable') return details.reason !== 'disk';
  return code === 'offline' || code === 'unauthenticated' || (code === 'forbidden' && details.reason === 'scope');
}

/** Fetches a scope whole and puts it into the replica while people work: from a ready file where there is one, else from lines. */
export class SnapshotLoad {
  /** What an earlier load would have removed, by scope: the second to say so is believed. */
  private readonly doomed = new Map<string, number>();

  constructor(private readonly needs: Needs) {}

  /**
   * Resolves when the scope is complete and its cursor stands. Throws what the line throws, `damaged` for a stream that is not
   * whole, and `unavailable` (`sync.fuse`) the first time that a load would empty most of a scope. After a break a file is fetched on
   * from where it stands, lines from their start; a file with which anything is off gives way to lines.
   */
  async load(transport: Transport, scope: string, signal: AbortSignal, file?: AnnouncedFile): Promise<void> {
    const { epoch } = await this.needs.replica.state();
    const order = { scope, epoch, signal };
    if (!(file && (await this.fromFile(transport, order, file))))
      await loadLines(this.needs, transport, order, (fill) => this.finish(fill, scope));
    await this.needs.files?.clear();
  }

  /** False when it is to come as lines. */
  private async fromFile(transport: Transport, order: Order, file: AnnouncedFile): Promise<boolean> {
    const { files, log } = this.needs;
    if (!files) return false;
    const { scope, signal } = order;
    try {
      const path = await files.fetch(transport, { scope, file }, signal);
      await loadFile(this.needs, { ...order, version: file.version, path }, (fill) => this.finish(fill, scope));
      return true;
    } catch (error) {
      // What this desk may hold no longer does not stay on its disk.
      if (error instanceof AppError && error.code === 'forbidden') await files.clear();
      if (signal.aborted || isOfTheScope(error)) throw error;
      log.write('warn', 'sync.file.failed', { scope, code: error instanceof AppError ? error.code : 'internal' });
      return false;
    }
  }

  private async finish(fill: SnapshotFill, scope: string): Promise<void> {
    await fill.finish((removed, held) => this.assertBelieved(scope, removed, held));
    this.doomed.delete(scope);
  }

  private assertBelieved(scope: string, removed: number, held: number): void {
    const many = removed > 100 && removed * 2 > held;
    if (!many || this.doomed.get(scope) === removed) return;
    this.doomed.set(scope, removed);
    this.needs.log.write('error', 'sync.fuse', { scope, rows: removed, count: held });
    throw new AppError('unavailable', 'The centre would empty most of a scope', { reason: 'sync.fuse', scope });
  }
}
