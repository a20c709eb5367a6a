import type { AnyRecord } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import { byId, type Page, type QueryInput } from '../../../shared/kernel/query';
import { productLabel, shelfLabel, smallLabel } from '../../../shared/labels/built-in-designs';
import { parseLabelDesign, type LabelDesign } from '../../../shared/labels/label-design';

type Read = (query: QueryInput) => Promise<Page<AnyRecord>>;

/** Jobs and habits name a design by its id, so these stay for ever. */
const builtIn: ReadonlyMap<string, LabelDesign> = new Map([
  ['builtIn.product', productLabel],
  ['builtIn.shelf', shelfLabel],
  ['builtIn.small', smallLabel],
]);

interface DesignName {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
}

/** The designs that every shop has, then the shop's own by name. */
export async function listDesigns(read: Read): Promise<DesignName[]> {
  const own = await read({ entity: 'labelDesign', limit: 500 });
  return [
    ...[...builtIn].map(([id, { name, purpose }]) => ({ id, name, purpose })),
    ...own.rows.map(({ id, name, purpose }) => ({ id, name: String(name), purpose: String(purpose) })),
  ];
}

/** `notFound` when there is no such design; `invalid`, with the field, when the shop's own is malformed. */
export async function designOf(read: Read, id: string): Promise<LabelDesign> {
  const known = builtIn.get(id);
  if (known) return known;
  const [row] = (await read(byId('labelDesign', id))).rows;
  if (!row) throw new AppError('notFound', 'no such label design', { field: 'designId', reason: 'gone' });
  try {
    return parseLabelDesign(JSON.parse(String(row['layout'])));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', 'the design is not JSON', { field: 'layout', reason: 'label.notJson' });
  }
}
