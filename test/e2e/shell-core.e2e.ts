import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from '../../renderer/bridge/bridge';
import { startCentre, type Centre } from '../harness/centre';
import { openDesk, type Desk } from '../harness/electron/desk';

/** The core in its own process, with a real centre: what a window sees when it dies. */
const folder = mkdtempSync(join(tmpdir(), 'shell-core-'));
let centre: Centre;
let desk: Desk;

beforeAll(async () => {
  centre = await startCentre({ dataDir: join(folder, 'centre'), demo: true });
  desk = await openDesk({ api: centre.url, dataDir: join(folder, 'desk') });
  await until(async () => (await session()).state === 'signedOut');
  await desk.page.evaluate(() => window.backroom!.call('session.signIn', { userName: 'anna', password: 'anna-demo' }));
  await until(async () => {
    const { loading, scopes } = await desk.page.evaluate(() => window.backroom!.call('sync.status', null));
    return loading === null && scopes.length > 0;
  });
});
afterAll(async () => {
  await desk.close();
  await centre.stop();
});

const session = () => desk.page.evaluate(() => window.backroom!.call('session.get', null));

async function until(so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await so()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`It never came so.\n${desk.log.join('')}`);
}

async function corePid(): Promise<number | undefined> {
  const all = await desk.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })));
  return all.find(({ name }) => name === 'Backroom core')?.pid;
}

async function killCore(): Promise<void> {
  let pid: number | undefined;
  await until(async () => (pid = await corePid()) !== undefined);
  process.kill(pid!, 'SIGKILL');
}

test('a picture of the centre is shown in the page', async () => {
  const sizes = await desk.page.evaluate(async () => {
    const { rows } = await window.backroom!.read({ entity: 'product', limit: 3 });
    const show = ({ image }: { image?: { sha256: string } }) =>
      new Promise<number>((done) => {
        const picture = new Image();
        picture.onload = () => done(picture.naturalWidth);
        picture.onerror = () => done(0);
        picture.src = `media://${image?.sha256 ?? ''}`;
        document.body.append(picture);
        setTimeout(() => picture.remove(), 3000);
      });
    return Promise.all(rows.map((row) => show(row as { image?: { sha256: string } })));
  });
  expect(sizes).toHaveLength(3);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});

test('a key without a keyring is in a file that only this user may read, and nowhere in the clear', async () => {
  const keyFile = join(folder, 'desk', 'secrets.key');
  const bySystem = await desk.app.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable());
  if (bySystem) expect(existsSync(keyFile)).toBe(false);
  else expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'desk', 'journal.db')).includes('BEGIN PRIVATE KEY')).toBe(false);
});

test('a core that is killed again and again loses nothing that was called saved, and nobody has to sign in again', async () => {
  const before = await corePid();
  const saving = desk.page.evaluate(async () => {
    const outcome: { id: string; said: string }[] = [];
    for (let n = 0; n < 60; n += 1) {
      const id = `customer-kill-${n}`;
      const args = {
        id, reference: id, salutation: null, firstName: 'Kay', lastName: `Kill ${n}`, company: null,
        email: `${id}@example.com`, phone: null, country: 'GB', note: null, createdAt: 1_790_000_000_000,
      }; // prettier-ignore
      const said = await window.backroom!.mutate({ uid: `uid-kill-${n}`, name: 'customer.create', args }).then(
        () => 'saved',
        (problem: { code: string }) => problem.code,
      );
      outcome.push({ id, said });
      await new Promise((done) => setTimeout(done, 40));
    }
    return outcome;
  });
  for (let kill = 0; kill < 3; kill += 1) {
    await new Promise((done) => setTimeout(done, 600));
    await killCore();
  }
  const outcome = await saving;
  expect(outcome.map(({ said }) => said)).toEqual(outcome.map(() => 'saved'));
  expect(await corePid()).not.toBe(before);
  const { person } = await session();
  expect(person?.userName).toBe('anna');
  const rows = await desk.page.evaluate(() =>
    window.backroom!.read({
      entity: 'customer',
      where: [{ field: 'id', op: 'in', value: Array.from({ length: 60 }, (_, n) => `customer-kill-${n}`) }],
      limit: 100,
    }),
  );
  expect(rows.rows.map(({ id }) => id).sort()).toEqual(outcome.map(({ id }) => id).sort());
  const ledger = await desk.page.evaluate(() =>
    window.backroom!.call('sync.ledger', { state: null, before: null, limit: 500 }),
  );
  const mine = ledger.filter(({ uid }) => uid.startsWith('uid-kill-'));
  expect(mine).toHaveLength(60);
  expect(mine.filter(({ state }) => state === 'parked')).toEqual([]);
});

test('a read under way when the core dies fails in words, and the next one is answered', async () => {
  const reads = desk.page.evaluate(async () => {
    const codes = new Set<string>();
    const end = Date.now() + 1500;
    while (Date.now() < end) {
      const one = await Promise.all(
        Array.from({ length: 20 }, () =>
          window.backroom!.read({ entity: 'order', limit: 50 }).then(
            () => 'answered',
            (problem: { code?: string }) => String(problem.code),
          ),
        ),
      );
      one.forEach((code) => codes.add(code));
    }
    return [...codes].sort();
  });
  await new Promise((done) => setTimeout(done, 400));
  await killCore();
  expect((await reads).filter((code) => code !== 'unavailable')).toEqual(['answered']);
  const page = await desk.page.evaluate(() => window.backroom!.read({ entity: 'order', limit: 5 }));
  expect(page.rows).toHaveLength(5);
});

test('a window that has seen the core die is told that everything it shows may be stale', async () => {
  await desk.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.backroom!.onChange((change) => heard.push(change.topic));
  });
  await killCore();
  const heard = () => desk.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await until(async () => (await heard()).includes('records'));
  expect(await heard()).toEqual(expect.arrayContaining(['session', 'settings', 'sync', 'print', 'records']));
});
