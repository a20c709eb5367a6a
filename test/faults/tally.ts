/** What can go wrong for good. Each is a promise broken; the last one is an error that is not one of ours. */
export const wrongs = ['lost', 'doubled', 'diverged', 'silent'] as const;
export type Wrong = (typeof wrongs)[number];

/** Something that a check has seen. */
export interface Fault {
  readonly wrong: Wrong;
  readonly what: string;
}

/** Faults told in full; the others are only counted. */
const MOST_TOLD = 20;

/** The counts of a family. */
export class Tally {
  readonly counts: Record<string, number> = {};
  readonly wrong: Record<Wrong, number> = { lost: 0, doubled: 0, diverged: 0, silent: 0 };
  readonly told: string[] = [];

  count(what: string, by = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  /** `where` says how to come back to it. */
  add(faults: readonly Fault[], where: string): void {
    for (const { wrong, what } of faults) {
      this.wrong[wrong] += 1;
      if (this.told.length < MOST_TOLD) this.told.push(`${wrong}: ${what} (${where})`);
    }
  }
}
