import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json, PlainError } from '../../../../shared/kernel/errors';
import type { DatabaseFile } from '../database-file';
import { draftColumns } from './entry';
import type { MirrorLog } from './mirror-log';

const columns = [...draftColumns, 'hash'].join(', ');

const error: PlainError = {
  code: 'forbidden',
  message: 'this desk was taken out of service',
  details: { reason: 'revoked' },
};

interface Wipe {
  readonly folder: string;
  readonly mirror: MirrorLog;
  /** UTC ms. */
  readonly now: number;
  /** Settings that must go, and those that are there afterwards. */
  readonly forget: readonly string[];
  readonly keep: Readonly<Record<string, Json>>;
}

/**
 * Empties the journal of a desk that is out of service: people, keys, what was confirmed, what was to be printed. What had not been sent
 * is parked with its reason, for whoever takes the machine into service again: nobody else knows of it. The files are nobody's then, as
 * before the first registration. One transaction; what is deleted is overwritten.
 */
export async function wipeJournal(file: DatabaseFile, { folder, mirror, now, forget, keep }: Wipe): Promise<void> {
  await rm(join(folder, 'incarnation'), { force: true });
  await file.alone((sql) => sql.script('PRAGMA secure_delete = ON'));
  await file.write(async (sql) => {
    await sql.run(
      `INSERT INTO parked (mid, ${columns}, client_id, settled, error)
       SELECT mid, ${columns}, (SELECT client_id FROM identity), ?, ? FROM outbox`,
      [now, JSON.stringify(error)],
    );
    for (const table of ['outbox', 'archive', 'person', 'lockout', 'printer', 'print_job'])
      await sql.run(`DELETE FROM ${table}`);
    for (const key of forget) await sql.run('DELETE FROM setting WHERE key = ?', [key]);
    for (const [key, value] of Object.entries(keep))
      await sql.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
        key,
        JSON.stringify(value),
      ]);
    await sql.run('UPDATE identity SET client_id = NULL, epoch = NULL, incarnation = NULL, next_mid = 1');
  });
  await file.alone((sql) => sql.script('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'));
  await mirror.clear();
}
