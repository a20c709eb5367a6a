import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/kernel/errors';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { RestorableCentre } from '../../../test/harness/restorable-centre';
import { nodePorts } from '../adapters/node-ports';
import type { Ports } from '../ports';

let centre: RestorableCentre;
const desks: CoreDesk[] = [];
jest.setTimeout(60_000);
const folders: string[] = [];

beforeEach(async () => {
  centre = await RestorableCentre.open();
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  await centre.close();
});

async function open(ports: Partial<Ports> = {}): Promise<CoreDesk> {
  const desk = await CoreDesk.open(centre.url, ports);
  desks.push(desk);
  await desk.signIn('manager');
  await desk.quiet();
  return desk;
}

const adjust = (desk: CoreDesk, delta: number) =>
  desk.act('stockLevel.adjust', {
    warehouseId: 'north-house',
    variantId: 'red',
    delta,
    reason: 'found',
    note: null,
  });
const seen = async (desk: CoreDesk) => Number((await desk.row('stockLevel', 'north-house:red'))?.['quantity'] ?? 0);
const truth = async () =>
  Number(
    (await centre.rows('SELECT quantity FROM "stockLevel" WHERE id = ?', ['north-house:red']))[0]?.['quantity'] ?? 0,
  );
const effects = async (uids: readonly string[]) => {
  const rows = await centre.rows('SELECT id, count(*) AS n FROM "stockMovement" GROUP BY id');
  const found = new Map(rows.map((row) => [row['id'], Number(row['n'])]));
  return uids.map((uid) => found.get(uid) ?? 0);
};

/** A copy of a desk's folder while nobody works in it. */
function copyOf(desk: CoreDesk): string {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-copy-'));
  folders.push(folder);
  cpSync(desk.ports.folder, folder, { recursive: true });
  return folder;
}

function putBack(desk: CoreDesk, copy: string, names: readonly string[]): void {
  for (const name of names)
    for (const end of ['-wal', '-shm', '']) {
      rmSync(join(desk.ports.folder, name + end), { force: true });
      if (existsSync(join(copy, name + end))) cpSync(join(copy, name + end), join(desk.ports.folder, name + end));
    }
}

/** Everything agrees: the centre has each gesture once, and the desk shows what the centre has. */
async function agreed(desk: CoreDesk, uids: readonly string[], total: number): Promise<void> {
  await desk.quiet(20_000);
  expect(await effects(uids)).toEqual(uids.map(() => 1));
  expect(await truth()).toBe(total);
  await eventually(async () => expect(await seen(desk)).toBe(total));
  const ledger = await desk.ledger();
  expect(uids.map((uid) => ledger.filter((one) => one.uid === uid).map(({ state }) => state))).toEqual(
    uids.map(() => ['confirmed']),
  );
}

test('an older journal that was put back: what it had sent counts once, what it had not sent arrives', async () => {
  const desk = await open();
  const uids = [await adjust(desk, 1)];
  await desk.quiet();
  desk.line.cut();
  uids.push(await adjust(desk, 10));
  await desk.core.stop();
  const copy = copyOf(desk);
  await desk.start();
  await desk.signIn('manager');
  desk.line.restore();
  await desk.quiet();
  expect(await truth()).toBe(11);
  const lived = await adjust(desk, 100); // under a number that the older journal will give again
  await desk.quiet();
  await desk.core.stop();
  putBack(desk, copy, ['journal.db']);
  desk.line.cut();
  await desk.start();
  await desk.signIn('manager');
  uids.push(await adjust(desk, 1000));
  desk.line.restore();
  await agreed(desk, uids, 1111);
  expect(await effects([lived])).toEqual([1]);
  const clients = await centre.rows('SELECT retired FROM sync_client ORDER BY created_at');
  expect(clients.map(({ retired }) => Number(retired))).toEqual([1, 0]);
});

test('a desk whose whole folder was copied: both go on, each under a client of its own', async () => {
  const first = await open();
  const uids = [await adjust(first, 1)];
  await first.quiet();
  await first.core.stop();
  const copy = copyOf(first);
  await first.start();
  const second = await CoreDesk.open(centre.url, nodePorts(copy));
  desks.push(second);
  await Promise.all([first.signIn('manager'), second.signIn('manager')]);
  for (let n = 0; n < 5; n += 1) uids.push(...(await Promise.all([adjust(first, 10), adjust(second, 100)])));
  await Promise.all([first.quiet(20_000), second.quiet(20_000)]);
  expect(await effects(uids)).toEqual(uids.map(() => 1));
  expect(await truth()).toBe(551);
  await eventually(async () => expect([await seen(first), await seen(second)]).toEqual([551, 551]));
});

/** Ports of a desk whose process dies as it writes that line of its log. */
function mortal(event: string, step: string) {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-mortal-'));
  folders.push(folder);
  const life = { armed: false, dead: false, log: [] as string[] };
  const real = nodePorts(folder);
  const ports: Ports = {
    ...real,
    log: {
      write(_level, name, fields) {
        life.log.push(name);
        if (!life.armed || life.dead || name !== event || fields?.['step'] !== step) return;
        life.dead = true;
        throw new Error('dead'); // what is under way ends here, and the line is dead from now on
      },
    },
    http: {
      send(request) {
        if (life.dead) throw new AppError('offline', 'dead', { reason: 'line.down' });
        return real.http.send(request);
      },
    },
  };
  return { life, ports };
}

async function deathAndLife(desk: CoreDesk, life: { armed: boolean; dead: boolean }): Promise<void> {
  await eventually(async () => expect(life.dead).toBe(true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await desk.core.stop();
  Object.assign(life, { armed: false, dead: false });
  await desk.start();
  await desk.signIn('manager');
}

test.each(['begun', 'registered', 'retired', 'outside', 'journal', 'replica'])(
  'a change of client that dies at “%s” is finished by the next start',
  async (step) => {
    const { life, ports } = mortal('sync.rekey', step);
    const desk = await open(ports);
    const uids = [await adjust(desk, 1)];
    await desk.quiet();
    desk.line.cut();
    uids.push(await adjust(desk, 10), await adjust(desk, 100));
    await centre.tamper('UPDATE sync_client SET retired = 1');
    life.armed = true;
    desk.line.restore();
    await deathAndLife(desk, life);
    uids.push(await adjust(desk, 1000));
    await agreed(desk, uids, 1111);
    const clients = await centre.rows('SELECT retired FROM sync_client ORDER BY created_at');
    expect(clients.map(({ retired }) => Number(retired))).toEqual([1, 0]);
  },
);

describe.each([true, false])('a centre restored from an older copy, new epoch: %s', (newEpoch) => {
  test('what it had confirmed since comes again, once, with what waits; desks agree', async () => {
    const [a, b] = [await open(), await open()];
    const uids = [await adjust(a, 1)];
    await a.quiet();
    await centre.backUp();
    uids.push(await adjust(a, 10), await adjust(b, 100));
    await Promise.all([a.quiet(), b.quiet()]);
    await eventually(async () => expect([await seen(a), await seen(b)]).toEqual([111, 111]));
    a.line.cut();
    uids.push(await adjust(a, 1000));
    await centre.restore(newEpoch);
    expect(await truth()).toBe(1);
    a.line.restore();
    await Promise.all([a.quiet(20_000), b.quiet(20_000)]);
    await eventually(async () => {
      expect(await truth()).toBe(1111);
      expect([await seen(a), await seen(b)]).toEqual([1111, 1111]);
    });
    expect(await effects(uids)).toEqual([1, 1, 1, 1]);
    expect((await a.ledger()).map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });
});

test('a centre restored from before it knew these files: everything they had sent comes again', async () => {
  const desk = await open();
  await adjust(desk, 1);
  await desk.quiet();
  await centre.backUp();
  const uids = [await adjust(desk, 10)];
  await desk.quiet();
  await centre.restore();
  await centre.tamper('DELETE FROM sync_client');
  await centre.tamper('DELETE FROM sync_uid');
  await centre.tamper('DELETE FROM "stockMovement"');
  await centre.tamper('UPDATE "stockLevel" SET quantity = 0');
  uids.unshift((await desk.ledger()).at(-1)!.uid);
  await eventually(async () =>
    expect((await desk.ledger()).map(({ state }) => state)).toEqual(['confirmed', 'confirmed']),
  );
  await agreed(desk, uids, 11);
});

test('what an earlier client of these files had confirmed, and the centre lost, comes again too', async () => {
  const desk = await open();
  await centre.backUp();
  const uids = [await adjust(desk, 1)];
  await desk.quiet();
  await centre.tamper('UPDATE sync_client SET retired = 1');
  uids.push(await adjust(desk, 10));
  await desk.quiet();
  await centre.restore();
  uids.push(await adjust(desk, 100));
  await agreed(desk, uids, 111);
});

test.each(['begun', 'registered', 'retired', 'outside', 'journal', 'replica'])(
  'a recovery that dies at “%s” is finished by the next start',
  async (step) => {
    const { life, ports } = mortal('sync.rekey', step);
    const desk = await open(ports);
    const uids = [await adjust(desk, 1)];
    await desk.quiet();
    await centre.backUp();
    uids.push(await adjust(desk, 10));
    await desk.quiet();
    desk.line.cut();
    uids.push(await adjust(desk, 100));
    await centre.restore();
    life.armed = true;
    desk.line.restore();
    await deathAndLife(desk, life);
    uids.push(await adjust(desk, 1000));
    await agreed(desk, uids, 1111);
  },
);
