import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import type { Field } from '../../shared/kernel/field';
import { scopeOf } from '../../shared/kernel/entity';

/** A word that stands in one field of one row and nowhere else. */
export interface Mark {
  readonly word: string;
  readonly scope: string;
  readonly entity: string;
  readonly field: string;
}

/** Makes valid rows of any entity, each text in them unmistakable. */
export interface MarkedRows {
  /** A row of a place, or (place left out) of an entity that all share. */
  row(entity: Entity, place?: string): AnyRecord;
  readonly marks: readonly Mark[];
}

/** `Zq0001qZ`: as short as the shortest text that is worth a secret. */
const SHORTEST = 8;

function plainValue(field: Field<unknown>): unknown {
  switch (field.kind) {
    case 'flag':
      return true;
    case 'choice':
      return field.options.choices?.[0];
    case 'image':
      return { sha256: 'a'.repeat(64), type: 'image/png' };
    default:
      return 1;
  }
}

function markedValue(field: Field<unknown>, word: () => string): unknown {
  switch (field.kind) {
    case 'text':
      return (field.options.max ?? 255) < SHORTEST ? 'GBP'.slice(0, field.options.max) : word();
    case 'ref':
    case 'richText':
    case 'barcode':
      return word();
    case 'localized':
      return { en: word(), de: word() };
    case 'list':
      return field.options.item ? [markedValue(field.options.item, word)] : [];
    case 'address':
      return { firstName: word(), lastName: word(), address1: word(), zip: '1', city: word(), country: 'GB' };
    default:
      return plainValue(field);
  }
}

export function createMarkedRows(): MarkedRows {
  const marks: Mark[] = [];
  let count = 0;
  return {
    marks,
    row(entity, place) {
      const record: AnyRecord = { id: `row-${(count += 1)}` };
      if (place !== undefined && 'place' in entity.scope) record[entity.scope.field] = place;
      const scope = scopeOf(entity, record);
      for (const [name, field] of Object.entries(entity.fields)) {
        if (name in record) continue;
        record[name] = markedValue(field, () => {
          const word = `Zq${String(marks.length).padStart(4, '0')}qZ`;
          marks.push({ word, scope, entity: entity.name, field: name });
          return word;
        });
      }
      return entity.schema.parse(record);
    },
  };
}

/** Every mark that stands in these bytes. */
export function marksIn(bytes: string, marks: readonly Mark[]): Set<Mark> {
  const found = new Set<Mark>();
  for (const [word] of bytes.matchAll(/Zq\d{4}qZ/g)) {
    const mark = marks[Number(word.slice(2, 6))];
    if (mark) found.add(mark);
  }
  return found;
}
