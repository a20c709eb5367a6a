import { z } from 'zod';
import type { idSchema } from './id';

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof scalar>;

export const operators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'has', 'prefix', 'empty'] as const;

/** One condition on a field. `in` takes a list; `has` finds a value in a list field; `prefix` is for text; `empty` ignores its value. */
export const conditionSchema = z.object({
  field: z.string().max(60),
  op: z.enum(operators),
  value: z.union([scalar, z.array(scalar).max(1000)]).default(null),
});
export type Condition = z.infer<typeof conditionSchema>;

/** A read, as data. Pages are keyset pages: `after` is the cursor that the page before handed out. */
export const querySchema = z.object({
  entity: z.string().max(60),
  where: z.array(conditionSchema).max(20).default([]),
  search: z.string().max(200).default(''),
  sort: z
    .array(z.object({ field: z.string().max(60), dir: z.enum(['asc', 'desc']) }))
    .max(3)
    .default([]),
  after: z.array(scalar).max(4).nullable().default(null),
  limit: z.int().min(1).max(500).default(100),
});
export type Query = z.infer<typeof querySchema>;
/** A query as screens write it: everything but the entity may be left out. */
export type QueryInput = z.input<typeof querySchema>;

/** A page of rows. `count` is exact up to a bound, else a lower bound; `pending` names rows with changes that still wait for the centre. */
export interface Page<R> {
  rows: R[];
  next: Scalar[] | null;
  count: { value: number; exact: boolean };
  pending: string[];
}

/** Ids are looked up in one go, with `where: [{field: 'id', op: 'in', value: [...]}]`. */
export const byId = (entity: string, id: z.infer<typeof idSchema>): QueryInput => ({
  entity,
  where: [{ field: 'id', op: 'eq', value: id }],
  limit: 1,
});
