import type { DraftOf, Entity } from '../../../shared/kernel/entity';
import type { Field } from '../../../shared/kernel/field';

/** What is known before anybody typed a word. */
export interface Known {
  readonly id: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** The currency of the shop, ISO 4217. */
  readonly currency?: string;
  /** Values that came with the address, such as the whole that a part belongs to. */
  readonly given: Readonly<Record<string, string>>;
}

/** One piece, in thousandths. */
const PIECE = 1000;

function firstValue(name: string, field: Field<unknown>, known: Known): unknown {
  const given = known.given[name];
  if (given !== undefined && field.column === 'text') return given;
  if (field.optional) return null;
  switch (field.kind) {
    case 'flag':
      return name === 'active';
    case 'list':
      return [];
    case 'localized':
      return {};
    case 'date':
      return known.now;
    case 'quantity':
      return PIECE;
    case 'text':
      return name === 'currency' ? known.currency : undefined;
    default:
      return undefined;
  }
}

/** A new record as a form begins with it: what can be guessed is filled in, the rest is left to type. */
export function firstValues(entity: Entity, known: Known): DraftOf<Entity> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(entity.fields)) values[name] = firstValue(name, field, known);
  return { ...values, id: known.id };
}
