import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domain } from '../../../shared/domain/domain';
import { fileFormat, formatOf, stampSql } from '../../../shared/store/format/file-format';
import { openSqlite } from '../../../shared/store/sqlite';
import { nodePorts } from '../adapters/node-ports';
import { createCore } from '../core';
import { answerRequest } from '../host/serve-window';
import { hostCore } from '../refused-core';
import { JOURNAL_FORMAT } from './journal/tables';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'known-files-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The files of a desk that was used and closed. */
async function usedDesk(): Promise<string> {
  const folder = newFolder();
  await (await createCore(nodePorts(folder))).stop();
  return folder;
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every file by its path, with the hash of its bytes. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => join(parentPath, name)).map((path) => [path, hashOf(path)]),
  );
}

async function stamp(file: string, version: number): Promise<void> {
  const sql = await openSqlite(file, { synchronous: 'FULL' });
  await sql.script([...stampSql(version), 'CREATE TABLE later (one)', 'INSERT INTO later VALUES (1)'].join(';'));
  await sql.close();
}

/** As a later release leaves its files when it dies: what it wrote last stands in the WAL alone. `done`: was it committed? */
async function stampAndDie(folder: string, file: string, { version, done }: { version: number; done: boolean }) {
  const sql = await openSqlite(join(folder, file), { synchronous: 'FULL' });
  await sql.script('PRAGMA wal_autocheckpoint = 0; PRAGMA cache_spill = 1; PRAGMA cache_size = 5; BEGIN');
  await sql.script([...stampSql(version), 'CREATE TABLE later (one)'].join(';'));
  for (let n = 0; n < 50; n += 1) await sql.run('INSERT INTO later VALUES (?)', ['x'.repeat(3000)]);
  if (done) await sql.script('COMMIT');
  const died = newFolder();
  cpSync(folder, died, { recursive: true });
  if (!done) await sql.script('ROLLBACK');
  await sql.close();
  return died;
}

/** What the driver reads, on a copy: it writes when it opens. */
async function formatByDriver(folder: string, file: string): Promise<number> {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const sql = await openSqlite(join(copy, file), { synchronous: 'FULL' });
  const format = await formatOf(sql);
  await sql.close();
  return format;
}

async function refuses(folder: string, found: number, known: number): Promise<void> {
  const before = bytesOf(folder);
  const why = { code: 'upgradeRequired', details: { reason: 'data.newer', found, known } };
  await expect(createCore(nodePorts(folder))).rejects.toMatchObject(why);
  const { core, refused } = await hostCore(nodePorts(folder));
  expect(refused).toBe(true);
  await core.start();
  const window = (word: object) => answerRequest(Promise.resolve(core), { id: 1, ...word }, { write: () => undefined });
  expect(await window({ word: 'call', name: 'session.get', input: null })).toMatchObject({ id: 1, error: why });
  expect(await window({ word: 'read', query: { entity: 'order' } })).toMatchObject({ id: 1, error: why });
  await core.stop();
  expect(bytesOf(folder)).toEqual(before);
}

test('a desk stamps its files, and knows its own and older ones', async () => {
  const folder = await usedDesk();
  expect(await fileFormat(join(folder, 'journal.db'))).toBe(JOURNAL_FORMAT);
  expect(await fileFormat(join(folder, 'replica.db'))).toBe(domain.version);
  await stamp(join(folder, 'journal.db'), 0);
  await (await createCore(nodePorts(folder))).stop();
  expect(await fileFormat(join(folder, 'journal.db'))).toBe(JOURNAL_FORMAT);
});

describe.each([
  ['journal.db', JOURNAL_FORMAT],
  ['replica.db', domain.version],
])('a newer %s', (file, known) => {
  test('is refused in words for the window, and no byte of any file changes', async () => {
    const folder = await usedDesk();
    await stamp(join(folder, file), known + 1);
    await refuses(folder, known + 1, known);
  });

  test('is known by a WAL that a process left when it died, before the file itself says so', async () => {
    const died = await stampAndDie(await usedDesk(), file, { version: known + 2, done: true });
    expect(readFileSync(join(died, file)).readUInt32BE(60)).toBe(known);
    expect(await formatByDriver(died, file)).toBe(known + 2);
    await refuses(died, known + 2, known);
  });

  test('that never was committed is none: half a transaction and a torn end are not believed', async () => {
    const folder = await usedDesk();
    const half = await stampAndDie(folder, file, { version: known + 1, done: false });
    expect(statSync(join(half, `${file}-wal`)).size).toBeGreaterThan(10_000);
    const torn = await stampAndDie(folder, file, { version: known + 1, done: true });
    const wal = join(torn, `${file}-wal`);
    truncateSync(wal, statSync(wal).size - 100);
    for (const one of [half, torn]) {
      expect(await formatByDriver(one, file)).toBe(known);
      expect(await fileFormat(join(one, file))).toBe(known);
      await (await createCore(nodePorts(one))).stop();
    }
  });
});

test.each([60, 61, 63, 68, 71])('a head that is damaged at byte %s is not taken for newer data', async (at) => {
  const folder = await usedDesk();
  const path = join(folder, 'journal.db');
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x41, at);
  writeFileSync(path, bytes);
  expect(await fileFormat(path)).toBe(0);
  await (await createCore(nodePorts(folder))).stop();
  expect(await fileFormat(path)).toBe(JOURNAL_FORMAT);
});

test('a newer journal that a rescue had set aside is refused, too', async () => {
  const folder = await usedDesk();
  await stamp(join(folder, 'journal.db'), JOURNAL_FORMAT + 1);
  cpSync(join(folder, 'journal.db'), join(folder, 'quarantine', '1', 'journal.db'));
  rmSync(join(folder, 'journal.db'));
  writeFileSync(join(folder, 'journal.rescue'), '1');
  await refuses(folder, JOURNAL_FORMAT + 1, JOURNAL_FORMAT);
});
