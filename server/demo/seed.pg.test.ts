import { domain } from '../../shared/domain/domain';
import type { AnyRecord } from '../../shared/kernel/entity';
import { decode } from '../../shared/store/codec';
import { quoted } from '../../shared/store/sql';
import { databases, TestCentres } from '../../test/harness/test-centre';
import { WireDesk } from '../../test/harness/wire-desk';
import { demoShop } from './demo-shop';
import { seedRecords, type SeedBatch } from './seed';

const centres = new TestCentres();
afterAll(() => centres.close());

jest.setTimeout(60_000);

const TODAY = Date.UTC(2026, 0, 15);

describe.each(databases)('seeding on %s', (database) => {
  test('the demo shop is in the database record by record, its people can sign in, and a second start adds nothing', async () => {
    const shop = demoShop(TODAY, { orders: 60, variants: 120 });
    const where = { ...(await centres.fresh(database)), demo: shop };
    const it_ = await centres.start(where);
    const wanted = new Map<string, Map<string, AnyRecord>>();
    const pictures: string[] = [];
    for (const batch of shop.batches()) {
      if (batch.kind === 'picture') pictures.push(batch.sha256);
      else {
        const table = wanted.get(batch.entity) ?? new Map<string, AnyRecord>();
        for (const record of batch.records) table.set(record.id, record);
        wanted.set(batch.entity, table);
      }
    }
    for (const [name, table] of wanted) {
      const entity = domain.entity(name);
      const rows = await it_.rows(`SELECT * FROM ${quoted(name)}`);
      expect({ name, rows: rows.length }).toEqual({ name, rows: table.size });
      const kept = rows.map((row) => JSON.stringify(decode(entity, row)));
      const given = new Set([...table.values()].map((record) => JSON.stringify(entity.schema.parse(record))));
      expect(kept.filter((text) => !given.has(text))).toEqual([]);
    }
    const [person] = shop.people;
    const desk = await new WireDesk(it_.url).register(shop.code);
    await desk.signIn(person!.userName, person!.password);
    await desk.pull();
    expect(desk.rows.size).toBeGreaterThan(3);
    const picture = await desk.send('GET', `/blobs/${pictures[0]!}`);
    expect(picture).toMatchObject({ status: 200, text: expect.stringContaining('<svg') });
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    const counted = await it_.rows('SELECT scope, version, rows FROM sync_scope ORDER BY scope');
    await it_.centre.close();
    const again = await centres.start(where);
    expect(await again.rows('SELECT scope, version, rows FROM sync_scope ORDER BY scope')).toEqual(counted);
  });

  test('one bad record, or one that is there already, and nothing is seeded', async () => {
    const it_ = await centres.open(database);
    const rate = (id: string, percent: number) => ({ id, name: 'VAT', country: 'FR', rate: percent });
    const batch = (...records: AnyRecord[]): SeedBatch => ({ kind: 'records', entity: 'taxRate', records });
    const { context } = it_.centre;
    await expect(seedRecords(context, [batch(rate('a', 1)), batch(rate('b', -1))])).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'rate' },
    });
    await expect(seedRecords(context, [batch(rate('a', 1), rate('vat', 1))])).rejects.toThrow();
    expect(await it_.rows('SELECT id FROM "taxRate"')).toEqual([{ id: 'vat' }]);
    expect(await seedRecords(context, [batch(rate('a', 1), rate('b', 2))])).toBe(2);
  });

  test('a desk that is behind a seeding loads the scope anew and then has it all', async () => {
    const it_ = await centres.open(database);
    const desk = await it_.desk('manager');
    await desk.pull();
    const records = [{ id: 'fr', name: 'TVA', country: 'FR', rate: 2000 }];
    await seedRecords(it_.centre.context, [{ kind: 'records', entity: 'taxRate', records }]);
    expect((await desk.pullOnce()).scopes).toMatchObject([{ scope: 'administration', kind: 'snapshot' }]);
    await desk.pull();
    expect(desk.row('administration', 'taxRate', 'fr')).toMatchObject({ rate: 2000 });
  });
});
