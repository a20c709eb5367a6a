/** Time as a port, so that tests and the simulator decide what time it is. */
export interface Clock {
  /** Wall clock, UTC milliseconds. */
  now(): number;
  /** Never goes back; milliseconds from an arbitrary start. For timers only. */
  monotonic(): number;
}

/** Randomness as a port. */
export interface Random {
  /** `length` random bytes, fit for keys. */
  bytes(length: number): Uint8Array;
}
