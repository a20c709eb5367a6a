import { z } from 'zod';
import { domain } from '../../shared/domain/domain';
import { AppError } from '../../shared/kernel/errors';
import { defineMutation, type Mutation } from '../../shared/kernel/mutation';
import { createDomain } from '../../shared/kernel/register';
import { stockLevel } from '../../shared/domain/stock/stock-level';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';

const centres = new TestCentres();
afterAll(() => centres.close());

const args = z.object({ ids: z.array(z.string()), by: z.int() });
const write = (name: string, kind: Mutation['kind'], then: () => void): Mutation => {
  const verb = defineMutation({
    name: `stockLevel.${name}`,
    version: 1,
    kind,
    capability: 'stock.stockLevel.adjust',
    args,
    async run(tx, { ids, by }) {
      for (const id of ids) {
        const level = await tx.get(stockLevel, id);
        const [warehouseId, variantId] = id.split(':') as [string, string];
        await tx.put(stockLevel, { id, warehouseId, variantId, quantity: (level?.quantity ?? 0) + by });
        await new Promise((done) => setTimeout(done, 3));
      }
      then();
    },
  });
  return verb;
};

const faulty = createDomain(domain.entities, [
  ...domain.mutations,
  write('add', 'request', () => undefined),
  write('crash', 'request', () => void JSON.parse('{')),
  write('refuseFact', 'fact', () => {
    throw new AppError('refused', 'a fact may not say no');
  }),
]);

describe.each(databases)('defects and faults on %s', (database) => {
  let it_: TestCentre;
  beforeAll(async () => {
    it_ = await centres.open(database, { domain: faulty });
  });
  const act = (name: string, ids: string[], by = 1) => ({
    name: `stockLevel.${name}`,
    actor: 'user-manager',
    args: { ids, by },
  });
  const quantity = async (id: string) =>
    (await it_.rows('SELECT quantity FROM "stockLevel" WHERE id = ?', [id]))[0]?.['quantity'] ?? 0;

  test('a verb with a defect is undone, parked as internal with an alarm, and delays nobody', async () => {
    const desk = await it_.desk('manager');
    const outcomes = await desk.act(
      act('crash', ['south-house:red']),
      act('refuseFact', ['south-house:red']),
      act('add', ['south-house:red']),
    );
    const defect = { status: 'parked', error: { code: 'internal', details: { reason: 'defect' } } };
    expect(outcomes).toMatchObject([defect, defect, { status: 'done' }]);
    expect(JSON.stringify(outcomes)).not.toContain('JSON');
    expect(await quantity('south-house:red')).toBe(1);
    const alarms = it_.log.filter(({ event }) => event === 'mutation.defect');
    expect(alarms.map(({ fields }) => fields)).toMatchObject([
      { verb: 'stockLevel.crash@1' },
      { verb: 'stockLevel.refuseFact@1' },
    ]);
  });

  test('desks that take the same rows in opposite order, and rows that do not exist yet, come through without a loss', async () => {
    const ids = ['south-house:blue', 'south-house:green', 'north-house:blue', 'north-house:green'];
    const desks = await Promise.all(Array.from({ length: 4 }, () => it_.desk('manager')));
    await Promise.all(
      desks.map(async (desk, index) => {
        const order = index % 2 ? ids : [...ids].reverse();
        for (let i = 0; i < 3; i += 1) {
          let mutations = desk.mutations([act('add', order), act('add', [...order].reverse())]);
          while (mutations.length > 0) {
            const answer = await desk.push(mutations).catch((error: { status: number }) => {
              // A desk is asked to come again when a fault does not pass at once; nothing was consumed then.
              expect(error).toMatchObject({ status: 503, code: 'unavailable' });
              return null;
            });
            mutations = mutations.filter(({ mid }) => mid > (answer?.lmid ?? 0));
          }
        }
      }),
    );
    for (const id of ids) expect({ id, quantity: await quantity(id) }).toEqual({ id, quantity: 24 });
  });

  test('a database that fails answers 503 with the time to wait, and consumes nothing', async () => {
    const desk = await it_.desk('manager');
    const mutations = desk.mutations([act('add', ['south-house:red'], 100)]);
    const before = await quantity('south-house:red');
    const { write: honest } = it_.centre.context.db;
    let failures = 9;
    const fault = Object.assign(new Error('disk full'), { code: '53100' });
    Object.assign(it_.centre.context.db, {
      write: <T>(work: Parameters<typeof honest<T>>[0]) =>
        honest(async (sql) => {
          const value = await work(sql);
          failures -= 1;
          if (failures >= 0) throw fault;
          return value;
        }),
    });
    const body = JSON.stringify({ clientId: desk.clientId, epoch: desk.epoch, mutations });
    const failed = await desk.send('POST', '/sync/push', body);
    expect(failed.status).toBe(503);
    expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(failed.text)).toMatchObject({ code: 'unavailable' });
    expect(await quantity('south-house:red')).toBe(before);
    expect((await desk.push(mutations)).lmid).toBe(1);
    Object.assign(it_.centre.context.db, { write: honest });
    expect(await quantity('south-house:red')).toBe(Number(before) + 100);
  });
});
