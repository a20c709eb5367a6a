import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import type { Json } from '../../shared/kernel/errors';
import type { Dice } from './dice';
import { modelPlace, type ModelPlace } from './rights-model';

/** Something a person does, and the one place where it takes effect (null: to rows that all share). */
export interface PlacedAct {
  readonly name: string;
  readonly args: Json;
  readonly place: ModelPlace | null;
}

/** Gestures on rows that are there: in stores, in warehouses, and on what all share. */
export function actsOf(rows: ReadonlyMap<Entity, readonly AnyRecord[]>): ((dice: Dice) => PlacedAct)[] {
  const of = (name: string) => {
    const found = [...rows].find(([entity]) => entity.name === name);
    if (!found) throw new Error(`no rows of ${name}`);
    return { entity: found[0], all: found[1] };
  };
  const onOrder = (name: string, more: (dice: Dice) => Record<string, Json>) => (dice: Dice) => {
    const { entity, all } = of('order');
    const order = dice.pick(all);
    return { name, args: { orderId: order.id, ...more(dice) }, place: modelPlace(entity, order) };
  };
  const edit = (entity: string, field: string) => (dice: Dice) => {
    const [row] = of(entity).all;
    const to = `New ${dice.roll(1_000_000)}`;
    return {
      name: `${entity}.update`,
      args: { id: row?.id ?? '', changes: { [field]: { from: null, to } } },
      place: null,
    };
  };
  return [
    onOrder('order.comment', () => ({ text: 'Seen' })),
    onOrder('order.setCustomReference', (dice) => ({ customReference: `R${dice.roll(1_000_000)}` })),
    (dice) => {
      const { entity, all } = of('stockLevel');
      const place = modelPlace(entity, dice.pick(all));
      const args = { warehouseId: place?.id ?? '', variantId: 'v', delta: 1, reason: 'found', note: null };
      return { name: 'stockLevel.adjust', args, place };
    },
    edit('customer', 'lastName'),
    edit('role', 'name'),
    edit('taxRate', 'name'),
    edit('store', 'name'),
    () => ({ name: 'barcode.remove', args: { id: 'gone-already' }, place: null }),
  ];
}
