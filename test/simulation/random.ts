import type { Random } from '../../shared/kernel/clock';

/** Pseudo-random numbers from a seed (mulberry32): the same seed gives the same numbers everywhere. */
export class Dice {
  constructor(private state: number) {}

  /** 0 ≤ x < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  }

  /** A whole number, 0 ≤ x < n. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of them; undefined of none. */
  pick<T>(things: readonly T[]): T | undefined {
    return things[this.below(things.length)];
  }

  /** The port of the core. */
  port(): Random {
    return { bytes: (length) => Uint8Array.from({ length }, () => this.below(256)) };
  }
}
