import { parseInput } from '../../shared/kernel/parse';
import type { Rights } from '../../shared/kernel/permission';
import type { Domain } from '../../shared/kernel/register';
import { createVerbTx } from '../../shared/store/verb-tx';
import type { MutationDraft, OutboxEntry } from './store/journal/entry';
import type { Touched } from './store/replica/rewind';
import type { ReplicaTx } from './store/replica/replica-tx';

/** Runs the verb of a gesture in an open replica transaction. Throws what the verb throws; then the caller undoes it. `touched` gains the rows written. */
export async function runVerb(
  tx: ReplicaTx,
  draft: MutationDraft,
  { domain, rights, touched }: { domain: Domain; rights: Rights | null; touched: Touched },
): Promise<void> {
  const made = domain.understand(draft);
  const { verb } = made;
  const args = parseInput(verb.args, made.args);
  const store = createVerbTx({
    sql: tx.sql,
    rights,
    capability: verb.capability,
    onTouch: ({ entity, id }) => {
      const ids = touched.get(entity.name) ?? new Set();
      touched.set(entity.name, ids.add(id));
    },
  });
  await verb.run(store, args, { actor: draft.actor, at: draft.at, uid: draft.uid });
}

/** What replaying did: rows written, and the gestures whose verb threw (they stay waiting; a failed prediction is never fatal). */
export interface Replayed {
  readonly touched: Touched;
  readonly failed: readonly string[];
}

/** Runs waiting gestures in order on top of the centre's rows, each in a savepoint. Rights were asked when they were made; the centre asks again. */
export async function replay(tx: ReplicaTx, entries: readonly OutboxEntry[], domain: Domain): Promise<Replayed> {
  const touched: Touched = new Map();
  const failed: string[] = [];
  for (const entry of entries) {
    try {
      await tx.savepoint(() => runVerb(tx, entry, { domain, rights: null, touched }));
    } catch {
      failed.push(entry.uid);
    }
  }
  const last = entries.at(-1);
  if (last) await tx.setState({ appliedMid: last.mid });
  return { touched, failed };
}
