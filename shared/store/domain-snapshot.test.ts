import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domain } from '../domain/domain';
import { defineEntity } from '../kernel/entity';
import { text } from '../kernel/field';
import { createDomain, type Shape } from '../kernel/register';
import { nextDomain } from '../../test/harness/next-release';
import { shapeOf } from './format/shape';
import { tablesPicture } from './tables-picture';

const file = join(__dirname, '../domain/domain.snap.json');
const shapesFile = join(__dirname, '../domain/shapes.snap.json');
const keptShapes = () => JSON.parse(readFileSync(shapesFile, 'utf8')) as Record<string, Shape>; // written below
const drawn = (of: typeof domain) => `${JSON.stringify(tablesPicture(of), null, 2)}\n`;

/** `UPDATE_SNAPSHOT=1`, or Jest's own `-u`. */
function isUpdate(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { _updateSnapshot?: string } };
  return process.env['UPDATE_SNAPSHOT'] === '1' || snapshotState?._updateSnapshot === 'all';
}

test('the picture of all tables is that of the register (after a change: UPDATE_SNAPSHOT=1 npx jest domain-snapshot)', () => {
  if (isUpdate()) {
    writeFileSync(file, drawn(domain));
    writeFileSync(shapesFile, `${JSON.stringify({ ...keptShapes(), [domain.version]: shapeOf(domain) }, null, 2)}\n`);
  }
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  expect(tablesPicture(domain)).toEqual(kept);
  expect(readFileSync(file, 'utf8')).toBe(drawn(domain));
});

test('the shapes of all versions that desks may still be of are kept, that of this one among them', () => {
  if (!isUpdate()) expect(domain.former).toEqual(keptShapes());
  expect(keptShapes()[domain.version]).toEqual(shapeOf(domain));
  expect(Math.max(...Object.keys(keptShapes()).map(Number))).toBe(domain.version);
});

/** Columns that must be filled and that rows of an earlier version have nothing for. */
function unfilled({ entities, former }: typeof domain): string[] {
  return Object.values(former).flatMap((shape) =>
    entities.flatMap(({ name, fields }) =>
      Object.entries(fields)
        .filter(
          ([field, { optional, options }]) =>
            shape[name] && !shape[name][field] && !optional && options.initial === undefined,
        )
        .map(([field]) => `${name}.${field}`),
    ),
  );
}

test('a field that came later may be empty, or says what rows have that were there before', () => {
  expect(unfilled(domain)).toEqual([]);
  expect(unfilled(nextDomain)).toEqual([]);
  const { store } = nextDomain.former[domain.version]!;
  const { code: _, ...without } = store!;
  expect(unfilled({ ...domain, former: { 1: { store: without } } })).toEqual(['store.code']);
});

test('a new entity, a new field and an entity that is gone show in it', () => {
  const shelf = (fields: Record<string, ReturnType<typeof text>>) =>
    defineEntity({
      name: 'shelf',
      area: 'stock',
      fields: { name: text(), ...fields },
      scope: { shared: 'administration' },
      title: 'name',
      list: { columns: ['name'], sort: { field: 'name', dir: 'asc' } },
      words: {
        en: { one: 'Shelf', many: 'Shelves' },
        de: { one: 'Regal', many: 'Regale', fields: { name: 'Name' } },
      },
    });
  const pictures = [
    drawn(domain),
    drawn(createDomain([...domain.entities, shelf({})], [])),
    drawn(createDomain([...domain.entities, shelf({ row: text() })], [])),
    drawn(createDomain(domain.entities.slice(1), [])),
  ];
  expect(new Set(pictures).size).toBe(4);
});
