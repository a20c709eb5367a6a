import { networkInterfaces } from 'node:os';

const STEP_MS = 2_000;

function signature(): string {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).map(({ address }) => `${name} ${address}`),
  );
  return all.sort().join('\n');
}

/** Tells when this machine's addresses change: a cable is back, another Wi-Fi is found. Returns the function that ends it. */
export function watchNetwork(onChange: () => void): () => void {
  let last = signature();
  const timer = setInterval(() => {
    const now = signature();
    if (now !== last) onChange();
    last = now;
  }, STEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
