import { z } from 'zod';
import type { AnyRecord, Entity, Fields, RecordOf } from './entity';
import { AppError } from './errors';
import { idSchema } from './id';
import { defineMutation, type Mutation, type MutationContext, type Tx } from './mutation';

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

/** A whole record; one that was typed before a field came to the entity has that field's initial value. */
function recordSchema(entity: Entity): z.ZodType<AnyRecord> {
  const later = Object.entries(entity.fields).filter(([, { options }]) => options.initial !== undefined);
  if (later.length === 0) return entity.schema;
  const shape = Object.entries(entity.fields).map(
    ([
      name,
      {
        schema,
        options: { initial },
      },
    ]) => [name, initial === undefined ? schema : schema.default(initial)] as const,
  );
  return z.strictObject({ id: idSchema, ...Object.fromEntries(shape) });
}

/** Creating: the whole record, whose id was made by whoever typed it. The same id twice is refused. */
export function createOf<F extends Fields>(entity: Entity<F>): Mutation<RecordOf<Entity<F>>> {
  return defineMutation({
    name: `${entity.name}.create`,
    version: 1,
    kind: 'request',
    capability: entity.capabilities.create,
    args: recordSchema(entity) as unknown as z.ZodType<RecordOf<Entity<F>>>, // the entity's schema was made from the same fields
    async run(tx, record) {
      if (await tx.get(entity, record.id)) throw new AppError('conflict', 'exists already', { reason: 'exists' });
      await tx.put(entity, record);
    },
  });
}

/** A field that somebody else changed meanwhile, to something else than this edit makes of it. */
export interface Clash {
  readonly entity: Entity;
  readonly recordId: string;
  readonly field: string;
  /** What stood there and is overwritten. */
  readonly earlier: unknown;
  /** What stands now. */
  readonly later: unknown;
}

/** Keeps what an edit overwrites, so that nothing typed is lost. */
export type KeepClash = (tx: Tx, clash: Clash, context: MutationContext) => Promise<void>;

/** What the person saw, with its keys in the order of the schema, so that it can be compared with what is kept. */
function seenValue(entity: Entity, name: string, from: unknown): unknown {
  const parsed = entity.fields[name]?.schema.safeParse(from);
  return parsed?.success ? parsed.data : (from ?? null);
}

/**
 * Writes the fields that differ. A field that is neither what the person saw nor what he typed is a clash; the later stands.
 * An edit without `from` overwrites knowingly. `notFound` when there is no such record.
 */
export async function applyEdit(
  tx: Tx,
  entity: Entity,
  { id, changes }: EditArgs,
  onClash: (clash: Clash) => Promise<void>,
): Promise<void> {
  const current: Record<string, unknown> | null = await tx.get(entity, id);
  if (!current) throw new AppError('notFound', `${entity.name} ${id}`, { reason: 'gone' });
  const entries = Object.entries(changes).filter(([name, change]) => !same(current[name], change.to));
  if (entries.length === 0) return;
  for (const [field, { from, to }] of entries) {
    const isBlind = from === undefined;
    if (isBlind || same(current[field], seenValue(entity, field, from))) continue;
    await onClash({ entity, recordId: id, field, earlier: current[field], later: to });
  }
  await tx.patch(entity, id, Object.fromEntries(entries.map(([name, change]) => [name, change.to])));
}

/** Editing by field: different fields merge; of the same field the later stands, and `keep` keeps the earlier. */
export function updateOf(entity: Entity, keep: KeepClash = async () => undefined): Mutation<EditArgs> {
  return defineMutation({
    name: `${entity.name}.update`,
    version: 1,
    kind: 'edit',
    capability: entity.capabilities.update,
    args: editSchema(entity),
    run: (tx, edit, context) => applyEdit(tx, entity, edit, (clash) => keep(tx, clash, context)),
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
