import { AppError, toPlainError } from '../../../shared/kernel/errors';
import type { Random } from '../../../shared/kernel/clock';
import type { Log, Printer } from '../ports';
import type { Journal } from '../store/journal';
import type { StoredPrintJob } from '../store/journal/print-jobs';
import { backoff } from '../sync/backoff';
import { sleep } from '../sync/sleep';

const MOST_TRIES = 5;

interface Needs {
  readonly journal: Journal;
  readonly printer: Printer;
  readonly random: Random;
  readonly log: Log;
  onChange(): void;
}

/**
 * Sends what is queued, oldest first, one at a time, to printers of the desk's own list only. A job that was under way when
 * the desk went down is printed again: rather one label twice than one missing.
 */
export class PrintQueue {
  private stopped = new AbortController();
  private nudge = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly needs: Needs) {}

  start(): void {
    this.running = this.run();
  }

  /** Waits for the job under way. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    await this.running;
  }

  /** Something was queued, or is to be tried again now. */
  wake(): void {
    this.nudge.abort();
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      this.nudge = new AbortController();
      const pause = await this.step().catch((error: unknown) => {
        this.needs.log.write('error', 'print.queue', { code: toPlainError(error).code });
        return 5_000;
      });
      if (!this.stopped.signal.aborted && pause > 0) await sleep(pause, this.nudge.signal);
    }
  }

  /** One job. Resolves to how long to wait before the next, in ms. */
  private async step(): Promise<number> {
    const { journal } = this.needs;
    const job = await journal.printJobs.next();
    if (!job) return 60_000;
    const tries = job.tries + 1;
    const begun = await journal.printJobs.update(job.id, ['queued', 'printing'], { state: 'printing', tries });
    if (!begun) return 0;
    this.needs.onChange();
    try {
      await this.print(job);
      await journal.printJobs.update(job.id, ['printing'], { state: 'done' });
      return 0;
    } catch (error) {
      return await this.failed(job, tries, error);
    } finally {
      this.needs.onChange();
    }
  }

  private async print({ printerId, content }: StoredPrintJob): Promise<void> {
    const target = (await this.needs.journal.printers.list()).find(({ id }) => id === printerId);
    if (!target) throw new AppError('notFound', 'the printer was removed', { reason: 'printer.gone' });
    await this.needs.printer.send({ host: target.host, port: target.port }, Buffer.from(content, 'utf8'));
  }

  private async failed(job: StoredPrintJob, tries: number, error: unknown): Promise<number> {
    const plain = toPlainError(error);
    this.needs.log.write('warn', 'print.failed', { code: plain.code, attempt: tries });
    const again = plain.code === 'unavailable' && tries < MOST_TRIES;
    const state = again ? 'queued' : 'failed';
    await this.needs.journal.printJobs.update(job.id, ['printing'], { state, error: plain });
    return again ? backoff(tries, this.needs.random) : 0;
  }
}
