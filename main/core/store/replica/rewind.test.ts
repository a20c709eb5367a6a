import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { barcode } from '../../../../shared/domain/catalog/barcode';
import { defineEntity } from '../../../../shared/kernel/entity';
import { integer } from '../../../../shared/kernel/field';
import { createDomain } from '../../../../shared/kernel/register';
import type { Row, Sql } from '../../../../shared/store/sql';
import { openReplica, type Replica } from '../replica';
import { applyRows } from './apply-rows';
import { rewind } from './rewind';

const domain = createDomain([barcode], []);
const columns = '"id", "variantId", "code", "symbology", "packQuantity"';

let folder: string;
let replica: Replica;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rewind-'));
  replica = await openReplica(folder, domain);
});
afterAll(async () => {
  await replica.close();
  await rm(folder, { recursive: true, force: true });
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const code = fc.constantFrom('4006381333931', '96385074', 'x');
const verb = fc.constantFrom('INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE', 'REPLACE');
const on = fc.constantFrom('UPDATE', 'UPDATE OR REPLACE', 'UPDATE OR IGNORE');
type Step = readonly [string, ...string[]];

const insert = fc
  .tuple(verb, id, code)
  .map(([word, a, b]): Step => [`${word} INTO barcode (${columns}) VALUES (?, 'v', ?, 'ean13', 1)`, a, b]);
const upsert = fc
  .tuple(id, code)
  .map(([a, b]): Step => [
    `INSERT INTO barcode (${columns}) VALUES (?, 'v', ?, 'ean13', 1) ON CONFLICT (id) DO UPDATE SET code = excluded.code, "packQuantity" = "packQuantity" + 1`,
    a,
    b,
  ]);
const update = fc.tuple(on, code, id).map(([word, a, b]): Step => [`${word} barcode SET code = ? WHERE id >= ?`, a, b]);
const rename = fc.tuple(on, id, id).map(([word, a, b]): Step => [`${word} barcode SET id = ? WHERE id = ?`, a, b]);
const remove = fc.tuple(id).map(([a]): Step => ['DELETE FROM barcode WHERE id = ?', a]);
const removeAll = fc.constant<Step>(['DELETE FROM barcode']);
const steps = fc.array(fc.oneof(insert, upsert, update, rename, remove, removeAll), { maxLength: 12 });

const content = (sql: Sql): Promise<Row[]> => sql.all(`SELECT ${columns} FROM barcode ORDER BY id`);
const counted = (sql: Sql) => sql.all("SELECT total(n) AS n FROM _count WHERE entity = 'barcode'");
const searched = async (sql: Sql, text: string) =>
  (
    await sql.all(
      'SELECT b.id FROM barcode__search s JOIN barcode b ON b._row = s.rowid WHERE barcode__search MATCH ? ORDER BY b.id',
      [`"${text}"`],
    )
  ).map((row) => row['id']);

class Undo extends Error {}

/** Runs in a transaction that is always undone, so that each run starts from an empty replica. */
const undone = (work: (sql: Sql) => Promise<void>) =>
  replica
    .write(async ({ sql }) => {
      await work(sql);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });

async function play(sql: Sql, list: readonly Step[]) {
  // A statement that breaks a key is refused as a whole; the others stand.
  for (const [text, ...params] of list) await sql.run(text, params).catch(() => 0);
}

test('whatever SQL runs while capture is on, rewinding gives what was before; counts and search follow', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, (before, after) =>
      undone(async (sql) => {
        await sql.run('UPDATE _state SET capture = 0');
        await play(sql, before);
        const base = await content(sql);
        expect(await sql.all('SELECT * FROM barcode__base')).toEqual([]);
        await sql.run('UPDATE _state SET capture = 1');
        await play(sql, after);
        const now = await content(sql);
        expect(Number((await counted(sql))[0]?.['n'])).toBe(now.length);
        expect(await searched(sql, '400638')).toEqual(
          now.filter(({ code: c }) => String(c).startsWith('400638')).map((row) => row['id']),
        );
        const kept = await sql.all('SELECT id FROM barcode__base ORDER BY id');
        await sql.run('UPDATE _state SET capture = 0');
        const touched = await rewind(sql, domain.entities);
        expect([...(touched.get('barcode') ?? [])].sort()).toEqual(kept.map((row) => row['id']));
        expect(await content(sql)).toEqual(base);
        expect(await sql.all('SELECT * FROM barcode__base')).toEqual([]);
        expect(Number((await counted(sql))[0]?.['n'])).toBe(base.length);
        expect(await searched(sql, '638507')).toEqual(
          base.filter(({ code: c }) => c === '96385074').map((row) => row['id']),
        );
      }),
    ),
    { numRuns: 400 },
  );
}, 120_000);

test('rows that were never touched have no twin', () =>
  undone(async (sql) => {
    await sql.run('UPDATE _state SET capture = 0');
    await play(sql, [
      [`INSERT INTO barcode (${columns}) VALUES ('a', 'v', '1', 'ean13', 1), ('b', 'v', '2', 'ean13', 1)`],
    ]);
    await sql.run('UPDATE _state SET capture = 1');
    await sql.run(`UPDATE barcode SET code = '3' WHERE id = 'b'`);
    expect(await sql.all('SELECT id, code, _absent FROM barcode__base')).toEqual([{ id: 'b', code: '2', _absent: 0 }]);
  }));

test('an entity of more columns than a number has bits is put back, and told of by the centre, as well', async () => {
  const names = Array.from({ length: 70 }, (_, n) => `f${n}`);
  const wide = defineEntity({
    name: 'wide',
    area: 'catalog',
    fields: Object.fromEntries(names.map((name) => [name, integer()])),
    scope: { shared: 'catalog' },
    title: 'f0',
    list: { columns: ['f0'], sort: { field: 'f0', dir: 'asc' } },
    words: {
      en: { one: 'Wide', many: 'Wide', fields: {} },
      de: { one: 'Breites', many: 'Breite', fields: Object.fromEntries(names.map((name) => [name, name])) },
    },
  });
  const other = await openReplica(await mkdtemp(join(folder, 'wide-')), createDomain([wide], []));
  await other.write(async ({ sql }) => {
    const whole = () => sql.all(`SELECT id, ${names.join(', ')} FROM wide ORDER BY id`);
    await sql.run('UPDATE _state SET capture = 0');
    await sql.run(`INSERT INTO wide (id, ${names.join(', ')}) VALUES ('a', ${names.map((_, n) => n).join(', ')})`);
    const before = await whole();
    await sql.run('UPDATE _state SET capture = 1');
    await sql.run('UPDATE wide SET f3 = -1, f69 = -1');
    await sql.run('UPDATE _state SET capture = 0');
    await rewind(sql, [wide]);
    expect(await whole()).toEqual(before);
    const told = { ...before[0], f3: 33, f69: 99 };
    expect(await applyRows(sql, wide, Object.keys(told), [Object.values(told)])).toEqual(['a']);
    expect(await whole()).toEqual([told]);
  });
  await other.close();
});
