import { laterDomain } from '../../test/harness/later-domain';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const place = { warehouseId: 'south-house', variantId: 'red' };
const act = (ver: number, args: Act['args']): Act => ({ name: 'stockLevel.adjust', actor: 'user-worker', ver, args });
const version1 = (delta: number) => act(1, { ...place, delta, reason: 'found', note: null });

describe.each(databases)('verbs of other releases on %s', (database) => {
  let it_: TestCentre;
  beforeAll(async () => {
    it_ = await centres.open(database, { domain: laterDomain });
  });

  const level = async () => {
    const [row] = await it_.rows('SELECT quantity FROM "stockLevel" WHERE id = ?', ['south-house:red']);
    return Number(row?.['quantity'] ?? 0);
  };

  test('old arguments are upcast, and the signature is that of the arguments as they were made', async () => {
    const desk = await it_.desk('worker');
    const before = await level();
    const outcomes = await desk.act(version1(3000), act(2, { ...place, change: 500 }));
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done']);
    expect((await level()) - before).toBe(3500);
    const [made] = desk.mutations([version1(1000)]);
    const forged = { ...made!, args: { ...place, delta: 9000, reason: 'found', note: null } };
    expect((await desk.push([forged])).results).toMatchObject([
      { status: 'parked', error: { details: { reason: 'signature' } } },
    ]);
    expect((await level()) - before).toBe(3500);
  });

  test('a newer verb and arguments that cannot be upcast are parked with a reason; what comes behind them runs', async () => {
    const desk = await it_.desk('worker');
    const before = await level();
    const outcomes = await desk.act(act(3, { ...place }), act(1, { delta: 'much' }), version1(1000));
    expect(outcomes).toMatchObject([
      { status: 'parked', error: { code: 'upgradeRequired', details: { reason: 'newerVerb' } } },
      { status: 'parked', error: { code: 'invalid' } },
      { status: 'done' },
    ]);
    expect((await level()) - before).toBe(1000);
  });
});
