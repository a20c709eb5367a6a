import type { Domain } from '../../../shared/kernel/register';
import { MOST_REREAD, type Pull, type PullAnswer } from '../../../shared/protocol/sync';
import type { ReplicaTx } from '../store/replica/replica-tx';
import type { Cursor } from '../store/replica/state';
import { touch, type TouchedIds } from './touched';

/** What a pull asks for beside the deltas: rows of entities that an upgrade brought, or to which it brought columns. */
export function rereadAsked(cursors: readonly Cursor[]): Pick<Pull, 'reread'> {
  const open = cursors
    .filter(({ v }) => v !== null)
    .flatMap(({ scope, reread = {} }) => Object.entries(reread).map(([entity, after]) => ({ scope, entity, after })));
  return open.length > 0 ? { reread: open.slice(0, MOST_REREAD) } : {};
}

/** Puts rows that were asked for again, and notes how far that has come. Within the pull's transaction, after its deltas. */
export async function putAgain(
  tx: ReplicaTx,
  { reread = [] }: PullAnswer,
  { domain, touched }: { domain: Domain; touched: TouchedIds },
): Promise<void> {
  for (const page of reread) {
    const entity = domain.entities.find(({ name }) => name === page.entity);
    if (entity) touch(touched, entity.name, await tx.applyRows(entity, page.columns, page.rows));
    await tx.rereadTo(page);
  }
}
