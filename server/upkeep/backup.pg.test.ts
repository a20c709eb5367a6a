import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventSchema, helloSchema, type MutationMessage } from '../../shared/protocol/sync';
import { openSqlite } from '../../shared/store/sqlite';
import { databases, smallShop, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { runCommand } from '../commands';
import { checkAudit } from './audit-check';

const centres = new TestCentres();
const folder = mkdtempSync(join(tmpdir(), 'backroom-backup-'));
afterAll(async () => {
  await centres.close();
  rmSync(folder, { recursive: true, force: true });
});

jest.setTimeout(60_000);

const adjust = (delta: number): Act => ({
  name: 'stockLevel.adjust',
  actor: 'user-worker',
  args: { warehouseId: 'south-house', variantId: 'red', delta, reason: 'found', note: null },
});
const level = async ({ rows }: TestCentre) =>
  Number((await rows('SELECT quantity FROM "stockLevel" WHERE id = ?', ['south-house:red']))[0]?.['quantity'] ?? 0);
const hello = async (url: string) => helloSchema.parse(await (await fetch(`${url}/hello`)).json());

/** The first event of a stream. */
async function firstEvent(desk: WireDesk, url: string) {
  const stop = new AbortController();
  const headers = desk.signed('GET', '/sync/events', '');
  const answer = await fetch(`${url}/sync/events`, { headers, signal: stop.signal });
  const { value } = await answer.body!.getReader().read();
  stop.abort();
  return eventSchema.parse(JSON.parse(new TextDecoder().decode(value).replace('data: ', '')));
}

/** What the shipped engine does after a new epoch, in short: the same incarnation again, then all that is above its number. */
async function recover(desk: WireDesk, incarnation: string, archive: readonly MutationMessage[]): Promise<void> {
  await desk.introduce(incarnation);
  const again = archive.filter(({ mid }) => mid > desk.mid);
  if (again.length > 0) await desk.push(again);
  desk.cursors = {};
  await desk.pull();
}

describe('backup and restore of the embedded database', () => {
  const fresh = async () => {
    const where = { ...(await centres.fresh('SQLite')), demo: smallShop, limits: { attempts: 10_000 } };
    const { dataDir } = where as { dataDir: string };
    return { where, dataDir, place: { databaseUrl: undefined, dataDir }, target: join(folder, `${randomUUID()}.db`) };
  };

  test('a backup made under load, restored later, begins an epoch; the desk brings back what was lost, once', async () => {
    const { where, dataDir, place, target } = await fresh();
    const first = await centres.start(where);
    const desk = await first.desk('worker', 'manager');
    const incarnation = randomUUID();
    await desk.introduce(incarnation);
    const archive: MutationMessage[] = [];
    const work = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        const mutations = desk.mutations(Array.from({ length: 5 }, () => adjust(1)));
        await desk.push(mutations);
        archive.push(...mutations);
      }
    };
    const [, told] = await Promise.all([work(12), runCommand(place, ['backup', target])]);
    expect(told).toMatchObject({ code: 0, lines: [expect.stringContaining('whole')] });
    await work(3);
    await desk.pull();
    const before = await level(first);
    expect(before).toBe(75);

    await expect(runCommand(place, ['backup', target])).rejects.toMatchObject({ details: { reason: 'exists' } });
    await expect(runCommand(place, ['restore', target])).rejects.toMatchObject({ details: { reason: 'running' } });
    expect(await level(first)).toBe(75);
    const { epoch } = await hello(first.url);
    const lastNumber = desk.deskNumber;
    await first.centre.close();

    expect((await runCommand(place, ['restore', target])).lines.join()).toContain(`centre.db.before-`);
    const second = await centres.start(where);
    expect(await level(second)).toBeLessThan(75);
    const now = await hello(second.url);
    expect(now.epoch).not.toBe(epoch);
    Object.assign(desk, { url: second.url });
    expect(await firstEvent(desk, second.url)).toMatchObject({ type: 'hello', epoch: now.epoch });
    const told409 = { status: 409, details: { reason: 'epoch', epoch: now.epoch } };
    await expect(desk.push(archive.slice(-1))).rejects.toMatchObject(told409);
    await expect(desk.pullOnce()).rejects.toMatchObject(told409);
    const { clientId } = desk;
    await recover(desk, incarnation, archive);
    expect(desk.clientId).toBe(clientId);
    expect(await level(second)).toBe(75);
    expect(desk.row('warehouse/south-house', 'stockLevel', 'south-house:red')).toMatchObject({ quantity: 75 });

    const [note] = await second.rows("SELECT verb, before, after FROM audit WHERE chain = 'centre'");
    expect(note).toEqual({
      verb: 'centre.restore',
      before: JSON.stringify({ epoch }),
      after: JSON.stringify({ epoch: now.epoch }),
    });
    expect((await second.centre.context.db.read(checkAudit)).broken).toEqual([]);
    const later = await second.desk('worker');
    expect(later.deskNumber).toBeGreaterThan(lastNumber + 50);
    const [aside] = readdirSync(dataDir).filter((name) => name.includes('.before-'));
    const old = await openSqlite(join(dataDir, aside!), { synchronous: 'FULL', readOnly: true });
    expect(await old.all('SELECT epoch FROM sync_meta')).toEqual([{ epoch }]);
    await old.close();
  });

  test('a damaged backup, or a file that is none, changes nothing', async () => {
    const { where, dataDir, place, target } = await fresh();
    const centre = await centres.start(where);
    await runCommand(place, ['backup', target]);
    await centre.centre.close();
    const file = join(dataDir, 'centre.db');
    const bytes = readFileSync(file);
    const bad = join(folder, 'bad.db');
    const good = readFileSync(target);
    for (const at of [3, 4096 * 3 + 8, Math.floor(good.length / 2)]) {
      writeFileSync(bad, Buffer.concat([good.subarray(0, at), Buffer.alloc(4096, 0xa5), good.subarray(at + 4096)]));
      await expect(runCommand(place, ['restore', bad])).rejects.toMatchObject({ code: 'damaged' });
    }
    writeFileSync(bad, good.subarray(0, good.length / 2));
    await expect(runCommand(place, ['restore', bad])).rejects.toMatchObject({ code: 'damaged' });
    const other = await openSqlite(join(folder, 'other.db'), { synchronous: 'FULL' });
    await other.script('CREATE TABLE notes (text)');
    await other.close();
    await expect(runCommand(place, ['restore', join(folder, 'other.db')])).rejects.toMatchObject({ code: 'damaged' });
    await expect(runCommand(place, ['restore', join(folder, 'none.db')])).rejects.toMatchObject({ code: 'notFound' });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(dataDir)).toEqual(['centre.db']);
  });

  test('a centre whose database is broken, or gone, comes back from its backup', async () => {
    const { where, dataDir, place, target } = await fresh();
    const centre = await centres.start(where);
    const desk = await centre.desk('worker');
    await desk.act(adjust(7));
    await runCommand(place, ['backup', target]);
    await centre.centre.close();
    const file = join(dataDir, 'centre.db');
    writeFileSync(file, 'no database at all, but long enough to be read as one'.repeat(100));
    await runCommand(place, ['restore', target]);
    expect(readdirSync(dataDir).filter((name) => name.includes('.before-'))).toHaveLength(1);
    rmSync(file);
    await runCommand(place, ['restore', target]);
    const again = await centres.start(where);
    expect(await level(again)).toBe(7);
    copyFileSync(target, join(folder, 'copy.db'));
  });

  test('what cannot be done is said in words, and leaves no files', async () => {
    const { place, dataDir } = await fresh();
    const nowhere = { ...place, dataDir: join(dataDir, 'none') };
    for (const words of [['backup', join(folder, 'x.db')], ['check-audit'], ['new-epoch']])
      await expect(runCommand(nowhere, words)).rejects.toMatchObject({ code: 'notFound' });
    expect(existsSync(nowhere.dataDir)).toBe(false);
    const wrong = { code: 'invalid' };
    await expect(runCommand(place, ['explode'])).rejects.toMatchObject(wrong);
    await expect(runCommand(place, ['backup'])).rejects.toMatchObject(wrong);
    await expect(runCommand({ ...place, databaseUrl: 'postgres://x' }, ['backup', 'x'])).rejects.toMatchObject(wrong);
  });
});

describe.each(databases)('a new epoch on %s', (database) => {
  test('every node tells it at once, and desks bring back what was lost', async () => {
    const where = await centres.fresh(database);
    const it_ = await centres.start({ ...where, demo: smallShop, limits: { attempts: 10_000 } });
    const desk = await it_.desk('worker', 'manager');
    const incarnation = randomUUID();
    await desk.introduce(incarnation);
    const archive = desk.mutations([adjust(1), adjust(2), adjust(4)]);
    await desk.push(archive);
    await desk.pull();
    const { epoch } = await hello(it_.url);
    // A restore to the state after the first mutation, as pg_restore would leave it.
    await it_.tamper('UPDATE sync_client SET lmid = 1 WHERE id = ?', [desk.clientId]);
    await it_.tamper('DELETE FROM sync_uid WHERE client = ? AND mid > 1', [desk.clientId]);
    await it_.tamper('UPDATE "stockLevel" SET quantity = 1 WHERE id = ?', ['south-house:red']);
    await it_.tamper('DELETE FROM "stockMovement" WHERE delta > 1');
    await it_.tamper("UPDATE sync_scope SET version = 1, rows = rows - 2 WHERE scope = 'warehouse/south-house'");
    const place = { databaseUrl: undefined, dataDir: '', ...where };
    expect((await runCommand(place, ['new-epoch'])).code).toBe(0);
    const now = await hello(it_.url);
    expect(now.epoch).not.toBe(epoch);
    await expect(desk.pullOnce()).rejects.toMatchObject({
      status: 409,
      details: { reason: 'epoch', epoch: now.epoch },
    });
    await recover(desk, incarnation, archive);
    expect(await level(it_)).toBe(7);
    expect(desk.epoch).toBe(now.epoch);
    const checked = await runCommand(place, ['check-audit']);
    expect(checked).toMatchObject({
      code: 0,
      lines: [expect.stringContaining('nothing was changed'), expect.anything()],
    });
  });
});
