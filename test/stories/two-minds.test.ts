import { CoreDesk, eventually } from '../harness/core-desk';
import { TestCentres, type DatabaseName } from '../harness/test-centre';

/** Two people at two desks change the same field while one of them has no line: the later stands, and both are shown both. */
describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])('a conflict with a centre on %s', (database) => {
  const centres = new TestCentres();
  let a: CoreDesk;
  let b: CoreDesk;

  beforeAll(async () => {
    const { url } = await centres.open(database);
    [a, b] = await Promise.all([CoreDesk.open(url), CoreDesk.open(url)]);
    await Promise.all([a.signIn('manager'), b.signIn('admin')]);
    await Promise.all([a.quiet(), b.quiet()]);
  });
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
    await centres.close();
  });

  const rename = (desk: CoreDesk, to: string) =>
    desk.act('variant.update', { id: 'red', changes: { sku: { from: 'red', to } } });
  const sku = async (desk: CoreDesk) => (await desk.row('variant', 'red'))?.['sku'];

  test('both desks show both values, both people and both times', async () => {
    a.line.cut();
    await eventually(async () => expect((await a.status()).line).toBe('offline'));
    const uid = await rename(a, 'RED-A');
    expect(await a.all('conflict')).toEqual([]);
    await rename(b, 'RED-B');
    await b.quiet();
    const [earlier] = await b.ledger('confirmed');
    a.line.restore();
    await a.quiet();
    const [later] = await a.ledger('confirmed');
    for (const desk of [a, b]) {
      await eventually(async () => expect(await sku(desk)).toBe('RED-A'));
      expect(await desk.all('conflict')).toMatchObject([
        {
          ...{ id: `${uid}.sku`, entity: 'variant', recordId: 'red', field: 'sku', state: 'open' },
          ...{ earlier: '"RED-B"', earlierBy: 'user-admin', earlierAt: earlier?.at },
          ...{ later: '"RED-A"', laterBy: 'user-manager', laterAt: later?.at },
        },
      ]);
    }
  });

  test('it needs both of them, since both may edit it', async () => {
    for (const desk of [a, b]) expect((await desk.status()).needs).toEqual({ refused: 0, conflicts: 1, tasks: 0 });
  });

  test('one of them settles it, for both', async () => {
    const [{ id: conflictId }] = (await b.all('conflict')) as [{ id: string }];
    await b.act('variant.settle', { id: 'red', conflictId, keep: 'earlier', seen: 'RED-A' });
    for (const desk of [a, b]) {
      await eventually(async () => expect(await sku(desk)).toBe('RED-B'));
      expect(await desk.all('conflict')).toMatchObject([
        { state: 'settled', chosen: 'earlier', settledBy: 'user-admin' },
      ]);
      expect((await desk.status()).needs.conflicts).toBe(0);
    }
  });

  test('who changed a value last is known of a settled one, too', async () => {
    await a.act('variant.update', { id: 'red', changes: { sku: { from: 'red', to: 'RED-C' } } });
    await eventually(async () =>
      expect(await b.all('conflict')).toContainEqual(
        expect.objectContaining({ earlier: '"RED-B"', earlierBy: 'user-admin', laterBy: 'user-manager' }),
      ),
    );
  });
});
