import { domain } from '../../shared/domain/domain';
import type { Json } from '../../shared/kernel/errors';
import { nextDomain } from '../../test/harness/next-release';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { WireDesk } from '../../test/harness/wire-desk';
import { Dice } from '../../test/simulation/random';

const centres = new TestCentres();
afterAll(() => centres.close());

const STEPS = 80;
const scope = 'customers';
const known = Object.keys(domain.former[domain.version]?.['customer'] ?? {});
const common = known.filter((name) => name !== 'note');
const only = (text: string, names: readonly string[]) => {
  const row = JSON.parse(text) as Record<string, unknown>; // written by `WireDesk`
  return names.map((name) => row[name]);
};

const person = (id: string) => ({
  ...{ id, reference: id, salutation: null, firstName: 'Ada', lastName: 'Byron', company: null },
  ...{ email: `${id}@example.org`, phone: null, country: 'GB', createdAt: 1 },
});

/** What one of the two does: each in the words of its own release. */
function act(dice: Dice, isOld: boolean): { name: string; ver: number; args: Json } {
  const id = `c${dice.below(12)}`;
  const ver = isOld ? 1 : 2;
  const word = dice.below(8);
  if (word < 2) {
    const more: Record<string, Json> = isOld ? { note: 'n' } : { tier: 'gold', birthday: 5 };
    return { name: 'customer.create', ver, args: { ...person(id), ...more } };
  }
  if (word === 2) return { name: 'customer.remove', ver: 1, args: { id } };
  const own: Record<string, Json> = isOld
    ? { note: { from: null, to: 'm' } }
    : { tier: { from: 'plain', to: dice.chance(0.5) ? 'gold' : 'plain' } };
  return {
    name: 'customer.update',
    ver,
    args: { id, changes: { lastName: { from: 'Byron', to: `B${dice.below(9)}` }, ...own } },
  };
}

describe.each(databases)('desks of the release before at a centre on %s', (database) => {
  let it_: TestCentre;
  let old: WireDesk;
  let young: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database, { domain: nextDomain });
    [old, young] = [await it_.desk('manager'), await it_.desk('manager')];
    old.tables = domain.version;
    for (const desk of [old, young]) await desk.pull();
  });

  /** Of rows of one version, both hold the same in the columns that both know. */
  const agree = () => {
    const [theirs, ours] = [old, young].map((desk) => desk.scopeRows(scope)['customer'] ?? {});
    expect(Object.keys(theirs!)).toEqual(Object.keys(ours!));
    for (const [id, row] of Object.entries(theirs!)) {
      expect([id, only(row, common)]).toEqual([id, only(ours![id]!, common)]);
      expect(Object.keys(JSON.parse(row) as object)).toEqual(known);
      expect(only(row, ['note'])).toEqual([null]);
    }
  };

  test('agree with newer ones on the columns that they know, after every step of a random history', async () => {
    const dice = new Dice(17);
    let done = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const desk = dice.chance(0.5) ? old : young;
      const [outcome] = await desk.act({ ...act(dice, desk === old), actor: 'user-manager' });
      if (outcome?.status === 'done') done += 1;
      else expect(outcome).toMatchObject({ error: { code: expect.stringMatching(/^(conflict|notFound)$/) } });
      if (dice.chance(0.1)) old.cursors[scope] = null; // loads it whole
      for (const one of [old, young]) await one.pull();
      expect(old.cursors[scope]).toBe(young.cursors[scope]);
      agree();
    }
    expect(done).toBeGreaterThan(STEPS / 3);
    expect(Object.keys(young.scopeRows('catalog'))).not.toContain('brand');
    await young.act({ name: 'brand.create', args: { id: 'b', code: 'B', active: true }, actor: 'user-manager' });
    for (const one of [old, young]) await one.pull();
    expect(old.cursors['catalog']).toBe(young.cursors['catalog']);
    expect(Object.keys(young.scopeRows('catalog'))).toContain('brand');
    expect(Object.keys(old.scopeRows('catalog'))).not.toContain('brand');
  });

  test('are told to be too old when their tables are no longer known, and nothing of theirs is consumed', async () => {
    const ancient = { ...nextDomain, version: 100, former: {} };
    const strict = await centres.open(database, { domain: ancient });
    const desk = await strict.desk('manager');
    desk.tables = 99;
    const wants = { status: 426, code: 'upgradeRequired', details: { reason: 'desk.tooOld', found: 99, oldest: 100 } };
    await expect(desk.pull()).rejects.toMatchObject(wants);
    await expect(desk.act({ name: 'customer.remove', args: { id: 'x' }, actor: 'user-manager' })).rejects.toMatchObject(
      wants,
    );
    expect(await strict.rows('SELECT count(*) AS n FROM sync_uid')).toEqual([{ n: 0 }]);
    for (const tables of ['0', 'x', '1.5']) {
      const { status } = await desk.send('GET', '/sync/snapshot/catalog', undefined, { 'x-backroom-tables': tables });
      expect(status).toBe(422);
    }
  });
});
