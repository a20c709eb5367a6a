import type { SyncStatus } from '../../../../shared/protocol/ipc';

type Told = Pick<SyncStatus['health'], 'rebaseP95' | 'failedPredictions' | 'clockOffset'>;

/** So many of the last pulls that changed rows are looked at. */
const REBASES = 200;
/** The centre's clock is told by the median of so many answers: one that was slow on one way is none of them. */
const TIMES = 5;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** How well this desk keeps step, since it was started. Numbers only: nothing of what people did. */
export class SyncHealth {
  private readonly rebases: number[] = [];
  private readonly offsets: number[] = [];
  private failed = 0;

  /** A pull was applied and what waits was replayed on top, in so many milliseconds. */
  rebased(ms: number): void {
    this.rebases.push(ms);
    if (this.rebases.length > REBASES) this.rebases.shift();
  }

  /** So many verbs threw when they were replayed. */
  predictionsFailed(count: number): void {
    this.failed += count;
  }

  /** An answer told the centre's time; it was asked and came at these times of this desk's clock. All UTC ms. */
  heardTime(centre: number, { asked, came }: { asked: number; came: number }): void {
    this.offsets.push(centre - (asked + came) / 2);
    if (this.offsets.length > TIMES) this.offsets.shift();
  }

  told(): Told {
    const { rebases, offsets, failed } = this;
    const p95 = sorted(rebases)[Math.ceil(rebases.length * 0.95) - 1];
    const median = sorted(offsets)[Math.floor(offsets.length / 2)];
    return {
      rebaseP95: p95 === undefined ? null : Math.round(p95),
      failedPredictions: failed,
      clockOffset: median === undefined ? null : Math.round(median),
    };
  }
}
