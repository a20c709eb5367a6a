import type { Clock } from '../../../shared/kernel/clock';
import type { DeskSettings } from '../store/journal/desk-settings';

const KEY = 'clock';
const STEP_MS = 60_000;

/** The centre's time as this desk knows it, and the latest time that it has seen: turning the clock back must not stretch a grant. */
export class ClockGuard {
  private seen = 0;
  private skew = 0;

  constructor(
    private readonly settings: DeskSettings,
    private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    const value = await this.settings.get(KEY);
    if (!Array.isArray(value)) return;
    [this.seen = 0, this.skew = 0] = value.map(Number);
  }

  /** UTC ms by the centre's clock, as well as it is known. */
  now(): number {
    return this.clock.now() + this.skew;
  }

  /** UTC ms; never below what was seen. */
  get highWater(): number {
    return this.seen;
  }

  /** Notes the time of now; written down about once a minute. */
  async note(): Promise<void> {
    if (this.now() < this.seen + STEP_MS) return;
    this.seen = this.now();
    await this.keep();
  }

  /** The centre has said what time it is. Its word mends a clock that is off, or once ran ahead. */
  async set(time: number): Promise<void> {
    this.seen = time;
    this.skew = time - this.clock.now();
    await this.keep();
  }

  private keep(): Promise<void> {
    return this.settings.set(KEY, [this.seen, this.skew]);
  }
}
