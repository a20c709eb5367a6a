import type { AuditQuery } from '../../../shared/protocol/audit';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';

const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

beforeAll(async () => {
  centre = await centres.open('SQLite');
});
afterAll(() => centres.close());
afterEach(() => desk.close());

const query = { persons: [], verbs: [], from: null, to: null, after: null, limit: 20, check: true };
const about = { entity: 'stockLevel', id: 'south-house:red' };
const read = (more: Partial<AuditQuery> = {}) => desk.core.call('audit.read', { ...query, about: null, ...more });

async function sitDown(userName: string): Promise<void> {
  desk = await CoreDesk.open(centre.url, { clock });
  await desk.signIn(userName);
  await desk.quiet();
}

test('a person reads the log in his own name; without the line it is not there, and comes back with it', async () => {
  await sitDown('manager');
  await desk.act('stockLevel.adjust', {
    ...{ warehouseId: 'south-house', variantId: 'red', delta: 1000, reason: 'received', note: null },
  });
  await desk.quiet();
  const page = await read({ about });
  expect(page.entries).toMatchObject([{ verb: 'stockLevel.adjust@1', actor: 'user-manager' }]);
  expect(page.verdict).toMatchObject({ broken: [] });
  desk.line.cut();
  const gone = { code: 'unavailable', details: { reason: 'audit.needsLine' } };
  await expect(read()).rejects.toMatchObject(gone);
  desk.line.restore();
  await eventually(async () => expect((await read({ about })).entries).toHaveLength(1));
});

test('a machine whose clock is off asks with the time of the centre', async () => {
  ahead = 3_600_000;
  await sitDown('manager');
  expect((await read()).entries.length).toBeGreaterThan(0);
  ahead = 0;
});

test('whoever has not the right is refused before anything is asked', async () => {
  await sitDown('clerk');
  desk.line.cut();
  await expect(read()).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'capability' } });
  await desk.core.call('session.signOut', null);
  await expect(read()).rejects.toMatchObject({ code: 'unauthenticated' });
});
