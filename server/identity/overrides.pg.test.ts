import { randomUUID } from 'node:crypto';
import type { MutationMessage } from '../../shared/protocol/sync';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { checkAudit } from '../upkeep/audit-check';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = { warehouseId: 'north-house', variantId: 'red', delta: 1000, reason: 'received', note: null };
const received = { name: 'stockLevel.adjust', args: adjust, actor: 'user-manager' };
const override = { for: 'user-clerk', reason: 'Lieferung – ohne Schein' };
const refused = (reason: string) => ({ status: 'parked', error: { code: 'forbidden', details: { reason } } });

describe.each(databases)('overrides on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    it_ = await centres.open(database);
  });
  beforeEach(async () => {
    await it_.tamper('DELETE FROM "stockLevel"');
    desk = await it_.desk('manager', 'clerk', 'worker');
  });

  const stock = async () =>
    (await it_.rows('SELECT "quantity" FROM "stockLevel"')).map((row) => Number(row['quantity']));
  const told = (uid: string) => it_.rows('SELECT actor, override_for, override_reason FROM audit WHERE uid = ?', [uid]);
  const whole = async () => (await it_.centre.context.db.read(checkAudit)).broken;

  test('the actor’s right counts, and the log says who, for whom and why; the chain holds it fast', async () => {
    const uid = randomUUID();
    expect(await desk.act({ ...received, uid, override })).toMatchObject([{ status: 'done' }]);
    expect(await told(uid)).toEqual([
      { actor: 'user-manager', override_for: 'user-clerk', override_reason: override.reason },
    ]);
    const own = randomUUID();
    await desk.act({ ...received, uid: own });
    expect(await told(own)).toEqual([{ actor: 'user-manager', override_for: null, override_reason: null }]);
    const { entries } = await desk.audit('user-manager', { limit: 2 });
    expect(entries.map((entry) => [entry.uid, entry.override])).toEqual([
      [own, null],
      [uid, override],
    ]);
    expect(await whole()).toEqual([]);
    for (const change of [
      "override_for = 'user-worker'",
      "override_reason = 'a gift'",
      'override_for = NULL, override_reason = NULL',
    ]) {
      await it_.tamper(`UPDATE audit SET ${change} WHERE uid = ?`, [uid]);
      expect(await whole()).toMatchObject([{ fault: 'changed' }]);
      await it_.tamper('UPDATE audit SET override_for = ?, override_reason = ? WHERE uid = ?', [override.for, override.reason, uid]); // prettier-ignore
    }
    await it_.tamper("UPDATE audit SET override_for = 'user-clerk' WHERE uid = ?", [own]);
    expect(await whole()).toMatchObject([{ fault: 'changed' }]);
    await it_.tamper('UPDATE audit SET override_for = NULL WHERE uid = ?', [own]);
    expect(await whole()).toEqual([]);
  });

  test('it lends no right that its actor has not: what the clerk may not, she does not let through for a colleague', async () => {
    const byClerk = { ...received, actor: 'user-clerk', override: { ...override, for: 'user-worker' } };
    const elsewhere = { ...received, actor: 'user-worker', override };
    expect(await desk.act(byClerk, elsewhere)).toMatchObject([refused('capability'), refused('place')]);
    expect(await stock()).toEqual([]);
  });

  test('for somebody unknown at this desk, no longer active, or the actor himself: parked with its reason', async () => {
    await it_.tamper(`UPDATE "user" SET active = 0 WHERE id = 'user-worker'`);
    const people = ['user-admin', 'nobody', 'user-worker', 'user-manager'];
    const acts = people.map((one) => ({ ...received, override: { ...override, for: one } }));
    const outcomes = await desk.act(...acts);
    await it_.tamper(`UPDATE "user" SET active = 1 WHERE id = 'user-worker'`);
    expect(outcomes).toMatchObject(people.map(() => refused('override.for')));
    expect(await stock()).toEqual([]);
  });

  test('whatever of it is changed, put in or taken out after it was signed, it is parked and changes nothing', async () => {
    const send = async (act: Act, change: (made: MutationMessage) => MutationMessage) =>
      (await desk.push(desk.mutations([act]).map(change))).results[0];
    for (const other of [{ for: 'user-worker' }, { reason: 'a gift' }]) {
      const outcome = await send({ ...received, override }, (made) => ({
        ...made,
        override: { ...override, ...other },
      }));
      expect(outcome).toMatchObject(refused('signature'));
    }
    expect(await send({ ...received, override }, ({ override: _, ...made }) => made)).toMatchObject(
      refused('signature'),
    );
    expect(await send(received, (made) => ({ ...made, override }))).toMatchObject(refused('signature'));
    expect(await stock()).toEqual([]);
  });

  test('a reason that no database would keep as it was signed breaks the envelope', async () => {
    const [made] = desk.mutations([{ ...received, override: { ...override, reason: 'two\nlines' } }]);
    await expect(desk.push([made!])).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a log of before there were overrides goes on as the same chain', async () => {
    await desk.act(received);
    for (const column of ['override_for', 'override_reason'])
      await it_.tamper(`ALTER TABLE audit DROP COLUMN ${column}`);
    const next = await it_.sibling(); // as it starts, it adds what is missing
    expect(await desk.act({ ...received, override })).toMatchObject([{ status: 'done' }]);
    const { broken } = await next.centre.context.db.read(checkAudit);
    expect(broken.filter(({ chain }) => chain === `client/${desk.clientId}`)).toEqual([]);
  });
});
