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

/** The session of a core that is started for `resume` on the same files. */
async function sessionAfter(resume: string | null) {
  await desk.core.stop();
  desk.core = await createCore(desk.ports, { api: desk.line.url, resume });
  await desk.core.start();
  return desk.core.call('session.get', null);
}

test('who sat here when a core died sits here still, and can go on without the line', async () => {
  desk.line.cut();
  expect(await sessionAfter('manager')).toMatchObject({ state: 'signedIn', person: { userName: 'manager' } });
  expect((await desk.all('variant')).length).toBeGreaterThan(0);
});

test('nobody else gets in this way', async () => {
  expect(await sessionAfter(null)).toMatchObject({ state: 'signedOut', rights: [] });
  expect(await sessionAfter('admin')).toMatchObject({ state: 'signedOut', rights: [] });
  await expect(desk.all('variant')).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a grant that has run out meanwhile lets nobody in', async () => {
  ahead = 80 * 3_600_000;
  expect(await sessionAfter('manager')).toMatchObject({ state: 'signedOut', person: null });
});
