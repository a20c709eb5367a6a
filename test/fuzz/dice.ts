/** Chance that can be repeated: the same seed gives the same throws. */
export interface Dice {
  /** At least 0, less than `sides`. */
  roll(sides: number): number;
  /** True once in `times`. */
  once(times: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Between `least` and `most` different ones. */
  some<T>(from: readonly T[], least: number, most: number): T[];
}

/** Mulberry32: small, quick, and good enough to choose what to try next. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (sides: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[roll(from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  return {
    roll,
    once: (times) => roll(times) === 0,
    pick,
    some(from, least, most) {
      const wanted = Math.min(from.length, least + roll(most - least + 1));
      const left = [...from];
      return Array.from({ length: wanted }, () => left.splice(roll(left.length), 1)).flat();
    },
  };
}

/** `BACKROOM_SEED`, or another one at each run; it is said with whatever is found. */
export function seedOfRun(): number {
  const given = Number(process.env['BACKROOM_SEED']);
  return Number.isSafeInteger(given) && given > 0 ? given : Date.now() % 2 ** 31;
}

/** What was tried, for people who watch: `rights: 100,000 decisions (seed 7)`. */
export function tell(what: string, seed: number): void {
  process.stderr.write(`${what} (seed ${seed})\n`);
}
