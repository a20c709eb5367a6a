import type { Entity } from '../kernel/entity';
import type { RowFilter } from '../kernel/permission';
import type { Condition, Query } from '../kernel/query';
import { columnsOf } from './columns';
import { conditionSql } from './condition-sql';
import { afterSql, orderKeys, orderSql } from './keyset-sql';
import { searchSql } from './search-sql';
import { joined, quoted, type Dialect, type Statement } from './sql';

/** A query with the rows that the asker may see. */
export interface Reading {
  readonly entity: Entity;
  readonly query: Query;
  readonly filter: RowFilter;
  readonly dialect: Dialect;
}

/** What narrows a reading: its conditions, the rights' row filter, the search. */
export type Criterion =
  { readonly kind: 'condition'; readonly condition: Condition } | { readonly kind: 'search'; readonly search: string };

/**
 * How to go about it. `open` names the criteria that may use an index (all of them by default); the others are checked row by row.
 * `order: 'walk'` lets the planner walk an index in the wanted order; `'sort'` makes it find first and sort then.
 */
export interface Plan {
  readonly open: 'all' | readonly Criterion[];
  readonly order: 'walk' | 'sort';
}
export const anyPlan: Plan = { open: 'all', order: 'walk' };

export function criteriaOf({ query, filter }: Reading): Criterion[] {
  const conditions = [...query.where];
  if (filter === 'none') conditions.push({ field: 'id', op: 'in', value: [] });
  else if (filter !== 'all' && 'except' in filter) {
    for (const id of filter.except) conditions.push({ field: filter.field, op: 'ne', value: id });
  } else if (filter !== 'all') {
    const [only] = filter.ids;
    const one = filter.ids.length === 1 && only !== undefined;
    conditions.push({ field: filter.field, op: one ? 'eq' : 'in', value: one ? only : [...filter.ids] });
  }
  const criteria: Criterion[] = conditions.map((condition) => ({ kind: 'condition', condition }));
  const search = query.search.trim();
  return search === '' ? criteria : [...criteria, { kind: 'search', search }];
}

function criterionSql({ entity, dialect }: Reading, criterion: Criterion, guarded: boolean): Statement {
  return criterion.kind === 'search'
    ? searchSql(entity, criterion.search, { dialect, guarded })
    : conditionSql(entity, criterion.condition, { dialect, guarded });
}

function wheres(reading: Reading, criteria: readonly Criterion[], { open }: Plan): Statement[] {
  return criteria.map((criterion) => criterionSql(reading, criterion, open !== 'all' && !open.includes(criterion)));
}

/**
 * The rows of a page and one more, in order: one statement, or a few to be read one after the other until the page is full. `invalid` when a name is not the entity's or a value does not suit.
 */
export function pageSql(
  reading: Reading,
  criteria: readonly Criterion[] = criteriaOf(reading),
  plan: Plan = anyPlan,
): Statement[] {
  const { entity, query, dialect } = reading;
  const keys = orderKeys(entity, query.sort);
  const style = { dialect, guarded: plan.order === 'sort' };
  const conditions = wheres(reading, criteria, plan);
  const branches = query.after ? afterSql(entity, keys, query.after, style) : [{ sql: '1 = 1', params: [] }];
  const columns = columnsOf(entity).map(({ name }) => quoted(name));
  return branches.map((branch) => {
    const where = joined([...conditions, ...(query.after ? [branch] : [])], 'AND', '1 = 1');
    return {
      sql: `SELECT ${columns.join(', ')} FROM ${quoted(entity.name)} WHERE ${where.sql} ORDER BY ${orderSql(keys, style)} LIMIT ?`,
      params: [...where.params, query.limit + 1],
    };
  });
}

/** Counts the rows that meet `criteria` into column `n`, but never more than `bound`. */
export function countSql(
  reading: Reading,
  { bound, criteria, plan = anyPlan }: { bound: number; criteria: readonly Criterion[]; plan?: Plan },
): Statement {
  const where = joined(wheres(reading, criteria, plan), 'AND', '1 = 1');
  return {
    sql: `SELECT count(*) AS n FROM (SELECT 1 AS one FROM ${quoted(reading.entity.name)} WHERE ${where.sql} LIMIT ?) AS found`,
    params: [...where.params, bound],
  };
}
