import type { Domain } from '../../../shared/kernel/register';
import type { Random } from '../../../shared/kernel/clock';
import { toPlainError, type PlainError } from '../../../shared/kernel/errors';
import type { Log } from '../ports';
import { backoff } from './backoff';
import { sleep } from './sleep';
import type { AnnouncedFile } from './snapshot/fetch';
import type { SnapshotLoad } from './snapshot-load';
import type { Transport } from './transport';

interface Needs {
  readonly domain: Domain;
  readonly loader: SnapshotLoad;
  readonly random: Random;
  readonly log: Log;
  /** Throws `offline` when there is none. */
  transport(): Transport;
  /** A scope is complete; what came since is to be pulled. */
  onLoaded(scope: string): void;
  onChange(): void;
}

/** Where a scope stands among the others: those whose entities come first in the register are needed first. */
function rank(domain: Domain, scope: string): number {
  const [kind] = scope.split('/');
  const at = domain.entities.findIndex(({ scope: rule }) =>
    'shared' in rule ? rule.shared === scope : scope.includes('/') && rule.place === kind,
  );
  return at === -1 ? domain.entities.length : at;
}

/** Scopes that wait to be loaded whole: one at a time, beside pushing and pulling. */
export class LoadQueue {
  private readonly waiting = new Map<string, { done: number; total: number }>();
  /** As the last pull told of them. */
  private readonly files = new Map<string, AnnouncedFile>();
  /** Rows of the scopes that are complete, until nothing waits any more: progress never goes back. */
  private finished = 0;
  private running: Promise<void> | null = null;

  constructor(
    private readonly needs: Needs,
    private readonly signal: AbortSignal,
  ) {}

  /** What a pull named, and nothing else: a scope that it no longer names is complete or gone. */
  want(scopes: readonly { scope: string; rows: number; file?: AnnouncedFile | undefined }[]): void {
    this.files.clear();
    for (const { scope, file } of scopes) if (file) this.files.set(scope, file);
    const named = new Set(scopes.map(({ scope }) => scope));
    for (const scope of this.waiting.keys()) if (!named.has(scope)) this.waiting.delete(scope);
    for (const { scope, rows } of scopes) {
      if (!this.waiting.has(scope)) this.waiting.set(scope, { done: 0, total: rows });
    }
    if (this.waiting.size > 0) this.running ??= this.run().finally(() => (this.running = null));
  }

  progressed(scope: string, progress: { done: number; total: number }): void {
    if (this.waiting.has(scope)) this.waiting.set(scope, progress);
    this.needs.onChange();
  }

  /** Rows loaded of rows to load; null when nothing loads. */
  progress(): { done: number; total: number } | null {
    if (this.waiting.size === 0) return null;
    const all = [...this.waiting.values()];
    const done = this.finished + all.reduce((sum, one) => sum + one.done, 0);
    const total = this.finished + all.reduce((sum, one) => sum + one.total, 0);
    return { done, total: Math.max(done, total) };
  }

  /** Waits for the load under way, which the signal ends. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    for (let attempt = 0; this.waiting.size > 0 && !this.signal.aborted;) {
      const [scope] = [...this.waiting.keys()].sort(
        (a, b) => rank(this.needs.domain, a) - rank(this.needs.domain, b) || (a < b ? -1 : 1),
      );
      if (scope === undefined) return;
      const failure = await this.loadOne(scope, attempt);
      attempt = failure ? attempt + 1 : 0;
      // Without the line there is nothing to try until a pull gets through, which names the scopes again.
      if (failure?.code === 'offline') return;
      if (failure) await sleep(backoff(attempt, this.needs.random), this.signal);
    }
  }

  /** Null when the scope is complete, else why it is not. */
  private async loadOne(scope: string, attempt: number): Promise<PlainError | null> {
    const begun = performance.now();
    try {
      await this.needs.loader.load(this.needs.transport(), scope, this.signal, this.files.get(scope));
    } catch (error) {
      const failure = toPlainError(error);
      if (!this.signal.aborted)
        this.needs.log.write('warn', 'sync.load.failed', { scope, code: failure.code, attempt });
      // The scope was taken away meanwhile; if not, the next pull names it again.
      if (failure.code === 'forbidden' && failure.details.reason === 'scope') this.waiting.delete(scope);
      return failure;
    }
    const rows = this.waiting.get(scope)?.done ?? 0;
    this.needs.log.write('info', 'sync.loaded', { scope, rows, durationMs: Math.round(performance.now() - begun) });
    this.waiting.delete(scope);
    this.finished = this.waiting.size > 0 ? this.finished + rows : 0;
    this.needs.onLoaded(scope);
    return null;
  }
}
