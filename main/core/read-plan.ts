import type { Entity } from '../../shared/kernel/entity';
import { fieldOf } from '../../shared/store/columns';
import { indexesOf } from '../../shared/store/indexes';
import { orderKeys } from '../../shared/store/keyset-sql';
import { anyPlan, countSql, type Criterion, type Plan, type Reading } from '../../shared/store/query-sql';
import { isFullText, matchCountSql } from '../../shared/store/search-sql';
import { quoted, type Sql } from '../../shared/store/sql';

/** How a reading is done, and how many rows there are as far as that came out on the way. */
export interface Planned {
  readonly plan: Plan;
  readonly count: { readonly value: number; readonly exact: boolean } | null;
}

const firstColumns = new WeakMap<Entity, Set<string>>();

/** Is there an index that begins with this field? */
function isIndexed(entity: Entity, name: string): boolean {
  let known = firstColumns.get(entity);
  if (!known) {
    known = new Set(indexesOf(entity, 'desk').map(({ columns }) => (columns[0] ?? '').replace(' COLLATE NOCASE', '')));
    firstColumns.set(entity, known);
  }
  return known.has(quoted(name));
}

/** May an index answer this criterion at all? */
function isOpenable(entity: Entity, criterion: Criterion): boolean {
  if (criterion.kind === 'search') return true;
  const { field, op } = criterion.condition;
  return op !== 'ne' && op !== 'empty' && op !== 'has' && isIndexed(entity, field);
}

/** Does one index give both this criterion and the wanted order? */
function gives(reading: Reading, criterion: Criterion): boolean {
  if (criterion.kind === 'search') return false;
  const { entity, query } = reading;
  const { field, op } = criterion.condition;
  const [sort, ...others] = orderKeys(entity, query.sort);
  if (!sort || others.length !== 1) return false;
  if (op !== 'eq') return field === sort.name && op !== 'in';
  const order = `${quoted(sort.name)}${sort.folded ? ' COLLATE NOCASE' : ''}`;
  return indexesOf(entity, 'desk').some(({ columns }) => columns[0] === quoted(field) && columns[1] === order);
}

/**
 * Few rows meet a criterion: find those and sort them. Many do: walk in the wanted order and look at each. The border is where both
 * cost the same, √(page × rows), so that with a million rows neither visits more than about ten thousand.
 */
export async function planOf(
  sql: Sql,
  reading: Reading,
  { criteria, rows }: { criteria: readonly Criterion[]; rows: number },
): Promise<Planned> {
  const { entity, query } = reading;
  if (criteria.length === 0) return { plan: anyPlan, count: null };
  for (const criterion of criteria) if (criterion.kind === 'condition') fieldOf(entity, criterion.condition.field);
  const named = criteria.find(isById);
  if (named) return { plan: { open: [named], order: 'sort' }, count: null };
  const limit = Math.max(1000, Math.ceil(Math.sqrt(query.limit * rows)));
  let best: Found | undefined;
  for (const criterion of criteria.filter((one) => isOpenable(entity, one))) {
    const found = await count(sql, reading, criterion, limit);
    if (!best || found.rows < best.rows) best = found;
  }
  const only = criteria.length === 1 ? best : undefined;
  if (best && best.rows < limit) {
    const order = gives(reading, best.criterion) ? 'walk' : 'sort';
    return { plan: { open: [best.criterion], order }, count: only?.exact ? { value: only.rows, exact: true } : null };
  }
  const both = criteria.find((criterion) => gives(reading, criterion));
  const atLeast = only?.exact ? { value: only.rows, exact: false } : null;
  return { plan: { open: both ? [both] : [], order: 'walk' }, count: atLeast };
}

interface Found {
  readonly criterion: Criterion;
  /** How many rows meet it, up to the limit. */
  readonly rows: number;
  /** False when there may be fewer. */
  readonly exact: boolean;
}

async function count(sql: Sql, reading: Reading, criterion: Criterion, limit: number): Promise<Found> {
  const isMatch = criterion.kind === 'search' && isFullText(reading.entity, criterion.search);
  const counting = isMatch
    ? matchCountSql(reading.entity, criterion.search, limit)
    : { ...countSql(reading, { criteria: [criterion], bound: limit }), exact: true };
  const [row] = await sql.all(counting.sql, counting.params);
  return { criterion, rows: Number(row?.['n'] ?? 0), exact: counting.exact };
}

function isById(criterion: Criterion): boolean {
  if (criterion.kind === 'search') return false;
  const { field, op } = criterion.condition;
  return field === 'id' && (op === 'eq' || op === 'in');
}
