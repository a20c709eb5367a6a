/** What happens to a machine at one of its operations on files. */
export type Arm = 'dieBefore' | 'dieAfter' | 'park' | 'fail';

/** Thrown by an operation on a disk that fails once. */
export class DiskFault extends Error {
  readonly code = 'SQLITE_FULL';
}

/**
 * Stands before every operation of a machine on its files. The scheduler arms it: at the n-th operation from now the machine dies
 * (whatever was in its memory is gone, open transactions are undone), or that operation waits until a later step, or fails.
 */
export class Gate {
  /** Grows with each death; what belongs to an older life does nothing any more. */
  life = 0;
  private countdown = 0;
  private arm: Arm | null = null;
  private parked: (() => void)[] = [];

  constructor(private readonly onDeath: () => void) {}

  /** The operation number `count` (1: the next one) meets `arm`. */
  set(arm: Arm, count: number): void {
    this.arm = arm;
    this.countdown = count;
  }

  get isParking(): boolean {
    return this.parked.length > 0;
  }

  get isArmed(): boolean {
    return this.arm !== null;
  }

  disarm(): void {
    this.arm = null;
  }

  /** Lets the oldest parked operation go on. */
  resume(): void {
    this.parked.shift()?.();
  }

  die(): void {
    this.life += 1;
    this.arm = null;
    this.parked = [];
    this.onDeath();
  }

  /** `work` never throws: it tells its outcome itself. `inside`: within a transaction, where nothing waits. `fail` tells of a full disk. */
  pass(
    work: () => void,
    { life, inside, fail }: { life: number; inside: boolean; fail: (error: Error) => void },
  ): void {
    if (life !== this.life) return;
    const arm = this.met(inside);
    if (arm === null) return work();
    if (arm === 'park') return void this.parked.push(() => life === this.life && work());
    if (arm === 'fail') return fail(new DiskFault('the disk is full'));
    if (arm === 'dieAfter') work();
    this.die();
  }

  private met(inside: boolean): Arm | null {
    if (this.arm === null || (inside && this.arm === 'park')) return null;
    this.countdown -= 1;
    if (this.countdown > 0) return null;
    const { arm } = this;
    this.arm = null;
    return arm;
  }
}
