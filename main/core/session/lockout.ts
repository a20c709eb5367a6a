/** Wrong tries of one person at this desk. Kept in the journal, counted before each check, so that pulling the plug wins nothing. */
export interface Lockout {
  readonly tries: number;
  /** UTC ms; no check before. */
  readonly until: number;
}

export const noLockout: Lockout = { tries: 0, until: 0 };

const FREE_TRIES = 5;
const MINUTE = 60_000;
const MOST_MINUTES = 24 * 60;

/** What to write down before a check at `now`: after five tries one must wait 1, 2, 4 … minutes after each. */
export function countTry({ tries }: Lockout, now: number): Lockout {
  const counted = tries + 1;
  if (counted < FREE_TRIES) return { tries: counted, until: 0 };
  return { tries: counted, until: now + Math.min(MOST_MINUTES, 2 ** (counted - FREE_TRIES)) * MINUTE };
}
