/** A few connections, made when they are first needed and used by one at a time. */
export interface HandlePool<H> {
  take(): Promise<H>;
  give(handle: H): void;
  /** All handles, for closing them. */
  all(): readonly H[];
}

export function createHandlePool<H>(make: (index: number) => Promise<H>, limit: number): HandlePool<H> {
  const made: H[] = [];
  const idle: H[] = [];
  const waiting: ((handle: H) => void)[] = [];
  let count = 0;
  return {
    async take() {
      const free = idle.pop();
      if (free) return free;
      if (count >= limit) return new Promise((resolve) => waiting.push(resolve));
      const index = count++;
      const handle = await make(index).catch((error: unknown) => {
        count -= 1;
        throw error;
      });
      made.push(handle);
      return handle;
    },
    give(handle) {
      const next = waiting.shift();
      if (next) next(handle);
      else idle.push(handle);
    },
    all: () => made,
  };
}
