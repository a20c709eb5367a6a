import type { Clock } from '../../../shared/kernel/clock';

/** Looked at least so often: a machine that slept has no timers, but its clock has gone on. */
const LOOK_MS = 15_000;

/**
 * Tells when nobody has touched the desk for a while. Windows say when somebody does; a desk that never had one is not watched, since
 * nobody could say so.
 */
export class IdleWatch {
  private limitMs = 0;
  private seen = false;
  private last = { now: 0, monotonic: 0 };
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onIdle: () => void,
  ) {}

  /** How long is too long; 0: never. */
  limit(ms: number): void {
    this.limitMs = ms;
    if (this.timer) this.arm();
  }

  /** Somebody has done something in a window. */
  touch(): void {
    this.seen = true;
    this.last = { now: this.clock.now(), monotonic: this.clock.monotonic() };
    this.arm();
  }

  /** Somebody sits down. */
  begin(): void {
    if (this.seen) this.touch();
  }

  /** Nobody sits here any more. */
  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private arm(): void {
    clearTimeout(this.timer);
    const wait = this.limitMs === 0 ? LOOK_MS : Math.min(LOOK_MS, Math.max(0, this.limitMs - this.idle()));
    this.timer = setTimeout(() => this.look(), wait).unref();
  }

  private look(): void {
    if (this.limitMs === 0 || this.idle() < this.limitMs) return this.arm();
    this.end();
    this.onIdle();
  }

  private idle(): number {
    return Math.max(this.clock.now() - this.last.now, this.clock.monotonic() - this.last.monotonic);
  }
}
