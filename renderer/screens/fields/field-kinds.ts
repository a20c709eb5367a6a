import type { Entity } from '../../../shared/kernel/entity';
import type { Field, FieldKind } from '../../../shared/kernel/field';
import { must } from '../../../shared/kernel/assert';
import { addressParts } from './address';
import { barcodeParts } from './barcode';
import { choiceParts } from './choice';
import { dateParts } from './date';
import { flagParts } from './flag';
import { imageParts } from './image';
import { integerParts } from './integer';
import { listParts } from './list';
import { localizedParts } from './localized';
import { moneyParts } from './money';
import type { FieldParts } from './parts/field-parts';
import { quantityParts } from './quantity';
import { rateParts } from './rate';
import { refParts } from './ref';
import { richTextParts } from './rich-text';
import { textParts } from './text';

/** How every kind of field is shown, typed and filtered. */
export const fieldKinds: Readonly<Record<FieldKind, FieldParts>> = {
  text: textParts,
  localized: localizedParts,
  integer: integerParts,
  money: moneyParts,
  quantity: quantityParts,
  rate: rateParts,
  barcode: barcodeParts,
  choice: choiceParts,
  ref: refParts,
  date: dateParts,
  flag: flagParts,
  image: imageParts,
  richText: richTextParts,
  list: listParts,
  address: addressParts,
};

/** A field of an entity and the parts of its kind. */
export function fieldOf(entity: Entity, name: string): { field: Field<unknown>; parts: FieldParts } {
  const field = must(entity.fields[name], `field ${entity.name}.${name}`);
  return { field, parts: fieldKinds[field.kind] };
}
