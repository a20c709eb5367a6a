import { CoreDesk } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';
import { systemClock } from '../adapters/system-clock';
import { createCore } from '../core';

const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => systemClock.monotonic() };

beforeAll(async () => {
  centre = await centres.open('SQLite');
  desk = await CoreDesk.open(centre.url, { clock });
  await desk.signIn('manager');
  await desk.quiet();
});
afterAll(async () => {
  await desk.close();
  await centres.close();
});

/** The session of a core that is started on the same files for what the one before said, or for another word. */
async function sessionAfter(change: (resume: string | null) => string | null = (same) => same) {
  const resume = change(desk.core.resumeText());
  await desk.core.stop();
  desk.core = await createCore(desk.ports, { api: desk.line.url, resume });
  await desk.core.start();
  return desk.core.call('session.get', null);
}

test('who sat here when a core died sits here still, and can go on without the line', async () => {
  desk.line.cut();
  expect(await sessionAfter()).toMatchObject({ state: 'signedIn', person: { userName: 'manager' } });
  expect((await desk.all('variant')).length).toBeGreaterThan(0);
});

test('what he does then is signed by his own key', async () => {
  const uid = await desk.act('stockLevel.adjust', {
    warehouseId: 'north-house',
    variantId: 'red',
    delta: 1000,
    reason: 'received',
    note: null,
  });
  desk.line.restore();
  await desk.quiet();
  expect(await desk.ledger()).toMatchObject([{ uid, state: 'confirmed' }]);
});

test('nobody else gets in this way', async () => {
  const said = desk.core.resumeText() ?? '';
  expect(await sessionAfter(() => null)).toMatchObject({ state: 'signedOut', rights: [] });
  expect(desk.core.resumeText()).toBeNull();
  for (const other of ['manager', '{}', said.replace('manager', 'admin')])
    expect(await sessionAfter(() => other)).toMatchObject({ state: 'signedOut', rights: [] });
  await expect(desk.all('variant')).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a grant that has run out meanwhile lets nobody in', async () => {
  await desk.signIn('manager');
  ahead = 80 * 3_600_000;
  expect(await sessionAfter()).toMatchObject({ state: 'signedOut', person: null });
});
