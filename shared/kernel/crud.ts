import { z } from 'zod';
import type { Entity, Fields, RecordOf } from './entity';
import { AppError } from './errors';
import { idSchema } from './id';
import { defineMutation, type Mutation } from './mutation';

/** An edit: per field the value that the person saw and the one that he typed. */
export interface EditArgs {
  id: string;
  changes: Record<string, { from: unknown; to: unknown }>;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function editSchema(entity: Entity): z.ZodType<EditArgs> {
  const change = Object.entries(entity.fields).map(
    ([name, field]) => [name, z.object({ from: z.unknown(), to: field.schema }).optional()] as const,
  );
  return z.object({
    id: idSchema,
    changes: z.strictObject(Object.fromEntries(change)),
  }) as unknown as z.ZodType<EditArgs>; // shape made at run time
}

/** Creating: the whole record, whose id was made by whoever typed it. The same id twice is refused. */
export function createOf<F extends Fields>(entity: Entity<F>): Mutation<RecordOf<Entity<F>>> {
  return defineMutation({
    name: `${entity.name}.create`,
    version: 1,
    kind: 'request',
    capability: entity.capabilities.create,
    args: entity.schema as unknown as z.ZodType<RecordOf<Entity<F>>>, // the entity's schema was made from the same fields
    async run(tx, record) {
      if (await tx.get(entity, record.id)) throw new AppError('conflict', 'exists already', { reason: 'exists' });
      await tx.put(entity, record);
    },
  });
}

/** Editing by field: different fields merge; of the same field the later stands. */
export function updateOf(entity: Entity): Mutation<EditArgs> {
  return defineMutation({
    name: `${entity.name}.update`,
    version: 1,
    kind: 'edit',
    capability: entity.capabilities.update,
    args: editSchema(entity),
    async run(tx, { id, changes }) {
      const current = await tx.get(entity, id);
      if (!current) throw new AppError('notFound', `${entity.name} ${id}`, { reason: 'gone' });
      const values: Record<string, unknown> = current;
      const entries = Object.entries(changes).filter(([name, change]) => !same(values[name], change.to));
      if (entries.length > 0) await tx.patch(entity, id, Object.fromEntries(entries.map(([name, c]) => [name, c.to])));
    },
  });
}

/** Removing. What is gone already stays gone. */
export function removeOf(entity: Entity): Mutation<{ id: string }> {
  return defineMutation({
    name: `${entity.name}.remove`,
    version: 1,
    kind: 'request',
    capability: entity.capabilities.remove,
    args: z.object({ id: idSchema }),
    run: (tx, { id }) => tx.remove(entity, id),
  });
}

/** The changes between the record that a form was opened with and what stands in it now. */
export function editOf(before: Record<string, unknown>, after: Record<string, unknown>): EditArgs['changes'] {
  const names = Object.keys(after).filter((name) => name !== 'id' && !same(before[name], after[name]));
  return Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }]));
}
