import type { Entity } from '../../shared/kernel/entity';
import { AppError } from '../../shared/kernel/errors';
import type { Domain, Shape } from '../../shared/kernel/register';
import { columnsOf } from '../../shared/store/columns';
import { quoted } from '../../shared/store/sql';

/** What a desk's tables know of the centre's: null for a desk of the same, or a later, release, which is told everything. */
export type View = Shape | null;

/** A column as a desk is told it. */
interface Told {
  readonly name: string;
  /** Its value in a row of the entity's table; `row` is a prefix such as `e.`. */
  readonly sql: (row: string) => string;
}

/**
 * What a desk of this version is told (`Domain.version`; undefined: it does not say). Throws `upgradeRequired` (`desk.tooOld`, `oldest`) for
 * one that is older than any whose tables are still known.
 */
export function viewOf({ version, former }: Pick<Domain, 'version' | 'former'>, desk: number | undefined): View {
  if (desk === undefined || desk >= version) return null;
  const shape = former[desk];
  if (shape) return shape;
  const oldest = Math.min(version, ...Object.keys(former).map(Number));
  const message = `this desk's tables are of version ${desk}; the oldest that are served are ${oldest}`;
  throw new AppError('upgradeRequired', message, { reason: 'desk.tooOld', found: desk, oldest });
}

/** Has a desk of this view a table for the entity? */
export const knows = (view: View, { name }: Pick<Entity, 'name'>): boolean => view === null || view[name] !== undefined;

/** What an older desk is told where there is nothing to tell, and it cannot do with nothing. */
const empty = (type: string) => (type === 'integer' ? '0' : type === 'json' ? "'{}'" : "''");

/** The columns of an entity that a desk is told, `id` first; none of an entity that it does not know. */
export function toldColumns(entity: Entity, view: View): Told[] {
  const own = new Map(columnsOf(entity).map(({ name, optional }) => [name, optional]));
  if (view === null) return [...own.keys()].map((name) => ({ name, sql: (row) => row + quoted(name) }));
  return Object.entries(view[entity.name] ?? {}).map(([name, type]) => {
    const there = own.get(name);
    const none = type.endsWith('?') ? 'NULL' : empty(type);
    if (there === undefined) return { name, sql: () => none };
    const fills = there && !type.endsWith('?');
    return { name, sql: (row) => (fills ? `coalesce(${row}${quoted(name)}, ${none})` : row + quoted(name)) };
  });
}
