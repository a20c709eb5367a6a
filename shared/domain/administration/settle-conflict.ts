import { z } from 'zod';
import { applyEdit } from '../../kernel/crud';
import type { Entity, RecordOf } from '../../kernel/entity';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation, type Mutation, type Tx } from '../../kernel/mutation';
import { conflict, conflictChoices } from './conflict';
import { keepConflict } from './keep-conflict';

const argsSchema = z.object({
  /** The record. */
  id: idSchema,
  conflictId: idSchema,
  keep: z.enum(conflictChoices),
  /** What stood in the field when the person chose. */
  seen: z.unknown().optional(),
});
type SettleConflict = z.infer<typeof argsSchema>;

async function conflictOf(tx: Tx, entity: Entity, args: SettleConflict): Promise<RecordOf<typeof conflict>> {
  const row = await tx.get(conflict, args.conflictId);
  if (row?.entity === entity.name && row.recordId === args.id) return row;
  throw new AppError('notFound', `conflict ${args.conflictId}`, { reason: 'gone' });
}

/**
 * Settles a conflict of a noun: puts the chosen value, as an edit like any other and with the right to edit that noun, or lets stand
 * what stands. The same choice twice is one; another choice after the first is refused.
 */
export function settleOf(entity: Entity): Mutation<SettleConflict> {
  return defineMutation({
    name: `${entity.name}.settle`,
    version: 1,
    kind: 'request',
    capability: entity.capabilities.update,
    args: argsSchema,
    async run(tx, args, context) {
      const row = await conflictOf(tx, entity, args);
      if (row.state === 'settled') {
        if (row.chosen === args.keep) return;
        throw new AppError('conflict', 'settled otherwise', { reason: 'conflict.settled' });
      }
      // A record that is gone needs no value any more.
      if (args.keep !== 'neither' && row.field in entity.fields && (await tx.get(entity, args.id))) {
        const to: unknown = JSON.parse(row[args.keep]);
        const changes = { [row.field]: { from: args.seen, to } };
        await applyEdit(tx, entity, { id: args.id, changes }, (clash) => keepConflict(tx, clash, context));
      }
      const { actor: settledBy, at: settledAt } = context;
      await tx.patch(conflict, row.id, { state: 'settled', chosen: args.keep, settledBy, settledAt });
    },
  });
}
