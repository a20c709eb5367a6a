import type { Entity } from '../../shared/kernel/entity';
import { fieldOf } from '../../shared/store/columns';
import { indexesOf } from '../../shared/store/indexes';
import { orderKeys } from '../../shared/store/keyset-sql';
import { anyPlan, countSql, type Criterion, type Plan, type Reading } from '../../shared/store/query-sql';
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
  let best: { criterion: Criterion; found: number } | undefined;
  for (const criterion of criteria.filter((one) => isOpenable(entity, one))) {
    const counting = countSql(reading, { criteria: [criterion], bound: limit });
    const [row] = await sql.all(counting.sql, counting.params);
    const found = Number(row?.['n'] ?? 0);
    if (!best || found < best.found) best = { criterion, found };
  }
  if (best && best.found < limit) {
    const order = gives(reading, best.criterion) ? 'walk' : 'sort';
    const count = criteria.length === 1 ? { value: best.found, exact: true } : null;
    return { plan: { open: [best.criterion], order }, count };
  }
  const both = criteria.find((criterion) => gives(reading, criterion));
  const count = best && criteria.length === 1 ? { value: best.found, exact: false } : null;
  return { plan: { open: both ? [both] : [], order: 'walk' }, count };
}

function isById(criterion: Criterion): boolean {
  if (criterion.kind === 'search') return false;
  const { field, op } = criterion.condition;
  return field === 'id' && (op === 'eq' || op === 'in');
}
