import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domain } from '../domain/domain';
import { defineEntity } from '../kernel/entity';
import { text } from '../kernel/field';
import { createDomain } from '../kernel/register';
import { tablesPicture } from './tables-picture';

const file = join(__dirname, '../domain/domain.snap.json');
const drawn = (of: typeof domain) => `${JSON.stringify(tablesPicture(of), null, 2)}\n`;

/** `UPDATE_SNAPSHOT=1`, or Jest's own `-u`. */
function isUpdate(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { _updateSnapshot?: string } };
  return process.env['UPDATE_SNAPSHOT'] === '1' || snapshotState?._updateSnapshot === 'all';
}

test('the picture of all tables is that of the register (after a change: UPDATE_SNAPSHOT=1 npx jest domain-snapshot)', () => {
  if (isUpdate()) writeFileSync(file, drawn(domain));
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  expect(tablesPicture(domain)).toEqual(kept);
  expect(readFileSync(file, 'utf8')).toBe(drawn(domain));
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
