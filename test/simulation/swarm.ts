import { Dice } from './random';
import { MOST_DESKS } from './world';

/** Kinds of trouble, each on or off in a history. */
export const faultNames = [
  'drop', // requests and answers that are lost
  'late', // the desk gives up; what it sent arrives later
  'double', // requests that arrive twice
  'stale', // an older answer in the place of the right one
  'cut', // answers that break off
  'reorder', // messages overtake each other
  'kill', // a desk dies between or at any operation on its files
  'power', // its machine loses power: unflushed commits are gone
  'pause', // one of its tasks waits while others go on
  'diskFull', // one operation on its files fails
  'crash', // the centre dies, at any operation on its file
  'centrePause', // a request waits at the centre while others go on
  'compact', // the centre forgets tombstones
  'clock', // clocks jump
  'membership', // scopes are given and taken
  'removals', // rows are removed
  'moves', // rows move from scope to scope
  'defects', // verbs that break at the centre
  'restore', // the centre goes back to a backup, with a new epoch
  'oldFiles', // a desk's files are put back to an older state
  'copies', // a desk's files are copied to another machine, and both run
  'fresh', // a desk begins with empty files
] as const;
export type FaultName = (typeof faultNames)[number];
export type Faults = Readonly<Record<FaultName, boolean>>;

/** What a history is made of: the same plan gives the same history. */
export interface Plan {
  readonly seed: number;
  readonly desks: number;
  readonly faults: Faults;
  /** Each number is one step. */
  readonly steps: readonly number[];
}

/** The plan of history number `index` of a run: some kinds of trouble are off in each, so that the others come in their own right. */
export function planOf(seed: number, index: number): Plan {
  const dice = new Dice(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const share = dice.pick([0.25, 0.5, 0.75]) ?? 0.5;
  const faults = Object.fromEntries(faultNames.map((name) => [name, dice.chance(share)])) as Record<FaultName, boolean>; // all names
  const desks = Math.min(MOST_DESKS, 3 + (dice.chance(0.75) ? dice.below(2) : dice.below(6)));
  const length = 50 + dice.below(50);
  return { seed, desks, faults, steps: Array.from({ length }, () => dice.below(100_000)) };
}
