import type { Random } from '../../../../shared/kernel/clock';
import { fraction } from '../backoff';

/** Wakes at some moment within the time that the centre names, so that all the desks that heard of the same thing do not come at once. */
export class SpreadWake {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly random: Random,
    private readonly wake: () => void,
  ) {}

  /** What is planned already stays as it is. */
  within(ms: number): void {
    this.timer ??= setTimeout(
      () => {
        this.timer = null;
        this.wake();
      },
      Math.floor(fraction(this.random) * ms),
    );
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
