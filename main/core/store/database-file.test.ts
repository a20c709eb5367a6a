import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../../../shared/store/sql';
import { DatabaseFile } from './database-file';

const NORMAL = [{ synchronous: 1 }];
const FULL = [{ synchronous: 2 }];
const asked = (sql: Sql) => sql.all('PRAGMA synchronous');

test('a durable transaction waits for the disk, and only that one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'database-file-'));
  const file = await DatabaseFile.open(join(folder, 'a.db'), { synchronous: 'NORMAL' });
  const [before, durable, after] = await Promise.all([file.write(asked), file.writeDurably(asked), file.write(asked)]);
  expect([before, durable, after]).toEqual([NORMAL, FULL, NORMAL]);
  await expect(file.writeDurably(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await file.write(asked)).toEqual(NORMAL);
  await file.close();
  await rm(folder, { recursive: true });
});

test('reads under way come to their end before a file closes; later ones are refused by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'database-file-'));
  for (let round = 0; round < 10; round += 1) {
    const file = await DatabaseFile.open(join(folder, 'a.db'), { synchronous: 'NORMAL' });
    const reads = Array.from({ length: 50 }, (_, n) => file.read(`SELECT ${n} AS n`));
    await file.close();
    expect((await Promise.all(reads)).map((rows) => rows[0]?.['n'])).toEqual(reads.map((_, n) => n));
    await expect(file.read('SELECT 1')).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'closed' } });
  }
  await rm(folder, { recursive: true });
});
