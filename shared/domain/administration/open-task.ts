import type { RecordOf } from '../../kernel/entity';
import type { MutationContext, Tx } from '../../kernel/mutation';
import { task, type TaskKind } from './task';

type About = Partial<
  Pick<RecordOf<typeof task>, 'storeId' | 'warehouseId' | 'orderId' | 'itemId' | 'variantId' | 'quantity'>
>;

/** Opens a task, or opens it again, in the name of whoever recorded the fact. The same id is the same task. */
export async function openTask(
  tx: Tx,
  { id, kind, ...about }: About & { id: string; kind: TaskKind },
  { actor: actorId, at }: Pick<MutationContext, 'actor' | 'at'>,
): Promise<void> {
  const nowhere = { storeId: null, warehouseId: null, orderId: null, itemId: null, variantId: null, quantity: null };
  const open = { state: 'open' as const, finishedBy: null, finishedAt: null, note: null };
  await tx.put(task, { id, kind, at, actorId, ...open, ...nowhere, ...about });
}
