import type { Entity } from '../../../shared/kernel/entity';
import type { LocalizedText } from '../../../shared/kernel/field';
import { formatMoney, formatScaled } from '../../kit/show/format-number';
import type { Wording } from './wording';

type Row = Readonly<Record<string, unknown>>;

function written(entity: Entity, row: Row, wording: Wording): string {
  const value = row[entity.title];
  const field = entity.fields[entity.title];
  switch (field?.kind) {
    case 'localized':
      return wording.text(value as LocalizedText | null); // the schema of the kind says so
    case 'choice':
      return typeof value === 'string' ? wording.choice(entity, entity.title, value) : '';
    case 'money': {
      const currency = field.options.currency ? row[field.options.currency] : undefined;
      if (typeof value !== 'number') return '';
      return typeof currency === 'string'
        ? formatMoney(value, currency, wording.locale)
        : formatScaled(value, 2, { locale: wording.locale });
    }
    case 'ref':
    case undefined:
      return '';
    default:
      // A person is called by both names, whichever of them the list is sorted by.
      if (entity.title === 'lastName' && typeof row['firstName'] === 'string')
        return `${row['firstName']} ${String(value)}`;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** What people call a record: the value of its title field, else what kind of thing it is. */
export function recordTitle(entity: Entity, row: Row, wording: Wording): string {
  return written(entity, row, wording) || wording.one(entity);
}

/** A second word that tells records of the same name apart: a number or code, where the entity has one beside its title. */
export function recordReference(entity: Entity, row: Row): string | undefined {
  const name = ['reference', 'sku', 'code', 'userName'].find(
    (field) => field in entity.fields && field !== entity.title,
  );
  const value = name ? row[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
