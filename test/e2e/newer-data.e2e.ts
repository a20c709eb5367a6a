import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stampSql } from '../../shared/store/format/file-format';
import { openSqlite } from '../../shared/store/sqlite';
import { startCentre } from '../harness/centre';
import { openDesk } from '../harness/electron/desk';
import { projectFolder } from '../harness/project-folder';

/** Data that a newer Backroom has written: said in the window and by the centre, and left as it is. */

/** Every file but those of Chromium, with the hash of its bytes. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths
      .filter((path) => !path.startsWith(join(folder, 'shell')))
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

async function stamp(file: string, version: number): Promise<void> {
  const sql = await openSqlite(file, { synchronous: 'FULL' });
  await sql.script(stampSql(version).join(';'));
  await sql.close();
}

test('a desk whose data is newer says so in its window: which version, what to do; no byte has changed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'newer-desk-'));
  const options = { api: 'http://127.0.0.1:9', dataDir };
  await (await openDesk(options)).close();
  await stamp(join(dataDir, 'journal.db'), 77);
  const before = bytesOf(dataDir);
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining([join(dataDir, 'journal.db'), join(dataDir, 'replica.db')]),
  );
  const desk = await openDesk(options);
  try {
    await desk.page.getByText('was written by a newer Backroom (data version 77;').waitFor();
    await desk.page.getByText('Nothing was changed').waitFor();
    await desk.page.getByText('Install the newer version of Backroom on this desk').waitFor();
    await desk.page.getByRole('button', { name: 'Try again' }).click();
    await desk.page.getByText('was written by a newer Backroom').waitFor();
  } finally {
    await desk.close();
  }
  expect(bytesOf(dataDir)).toEqual(before);
});

test('a centre whose data is newer ends with code 3, says why, and changes no byte', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'newer-centre-'));
  await (await startCentre({ dataDir })).stop();
  await stamp(join(dataDir, 'centre.db'), 77);
  const before = bytesOf(dataDir);
  const server = join(projectFolder, 'out', 'server', 'server.js');
  for (const words of [['--port', '0'], ['check-audit'], ['new-epoch']]) {
    const { DATABASE_URL: _, ...env } = process.env;
    const child = spawn(process.execPath, [server, '--data', dataDir, ...words], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    expect(await new Promise((done) => child.once('exit', done))).toBe(3);
    expect(said).toContain('centre.db is of data version 77');
  }
  expect(bytesOf(dataDir)).toEqual(before);
});
