/** A hint that something changed. Hints may be lost or doubled; the timer's pull finds what they would have told. */
export type Hint =
  | { readonly kind: 'scopes'; readonly versions: Readonly<Record<string, number>> }
  | { readonly kind: 'membership' }
  | { readonly kind: 'revoked'; readonly device: string };

/** Spreads hints to the streams of this node, after the commit of what they tell of. */
export interface PokeHub {
  publish(versions: Readonly<Record<string, number>>): void;
  membership(): void;
  revoked(device: string): void;
  /** A hint that another node has told of. */
  receive(hint: Hint): void;
  /** Returns the function that ends the listening. */
  listen(listener: (hint: Hint) => void): () => void;
  /** Tells other nodes; set where there are any. */
  relay: ((hint: Hint) => void) | null;
}

export function createPokeHub(): PokeHub {
  const listeners = new Set<(hint: Hint) => void>();
  const receive = (hint: Hint) => {
    for (const listener of listeners) listener(hint);
  };
  const tell = (hint: Hint) => {
    receive(hint);
    hub.relay?.(hint);
  };
  const hub: PokeHub = {
    publish(versions) {
      if (Object.keys(versions).length > 0) tell({ kind: 'scopes', versions });
    },
    membership: () => tell({ kind: 'membership' }),
    revoked: (device) => tell({ kind: 'revoked', device }),
    receive,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    relay: null,
  };
  return hub;
}
