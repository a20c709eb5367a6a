import { AppError } from '../../../../shared/kernel/errors';
import { places, type Sql, type SqlValue } from '../../../../shared/store/sql';
import { draftColumns, draftValues } from './entry';
import { GIVEN_UP, type MirrorRecord } from './mirror-log';

/** As long as the archive knows what has been settled: beyond that the mirror alone cannot tell what was lost from what is done. */
const KNOWN_MS = 90 * 24 * 3_600_000;

function unknownIfDamaged(error: unknown): [] {
  if (error instanceof AppError && error.code === 'damaged') return [];
  throw error;
}

/** Is a gesture of that uid in some place of the journal? Tables that are damaged are asked last, and then do not know it. */
async function isThere(sql: Sql, uid: string): Promise<boolean> {
  for (const table of ['outbox', 'parked', 'archive']) {
    const [row] = await sql.all(`SELECT 1 AS one FROM ${table} WHERE uid = ?`, [uid]).catch(unknownIfDamaged);
    if (row) return true;
  }
  return false;
}

/**
 * A page of the WAL that has changed on disk takes with it all commits behind it, and SQLite says nothing: the file is then an older
 * one, whole in itself. What the mirror says was in the outbox of this client, is in no place of the journal and was not settled, is put back;
 * and no number is given twice. Resolves to how many came back.
 */
export async function addMissing(sql: Sql, mirror: readonly MirrorRecord[], now: number): Promise<number> {
  const [identity] = await sql.all('SELECT client_id, next_mid FROM identity');
  // A file that was emptied or is gone is begun anew without a word and knows no client: then the mirror's last one is ours.
  const client = identity?.['client_id'] ?? mirror.filter(({ clientId }) => clientId !== null).at(-1)?.clientId ?? null;
  const settledUpTo = (id: SqlValue) =>
    Math.max(0, ...mirror.flatMap((one) => (one.kind === 'settled' && one.clientId === id ? [one.lmid] : [])));
  const lmid = settledUpTo(client);
  // Gestures from before the desk was registered keep their numbers under its first client.
  const early = Math.max(settledUpTo(null), lmid);
  const entries = mirror
    .filter((record) => record.kind === 'entry')
    .filter(({ clientId }) => clientId === client || (clientId === null && early < GIVEN_UP));
  let added = 0;
  for (const entry of entries.filter(({ at }) => at > now - KNOWN_MS)) {
    if (entry.mid <= (entry.clientId === null ? early : lmid) || (await isThere(sql, entry.uid))) continue;
    added += await sql.run(
      `INSERT INTO outbox (mid, ${[...draftColumns, 'hash'].join(', ')}, state) VALUES (?, ${places(draftColumns.length + 1)}, 'waiting')
       ON CONFLICT DO NOTHING`,
      [entry.mid, ...draftValues(entry.mid, entry)],
    );
  }
  const highest = Math.max(lmid < GIVEN_UP ? lmid : 0, ...entries.map(({ mid }) => mid));
  if (Number(identity?.['next_mid']) <= highest) await sql.run('UPDATE identity SET next_mid = ?', [highest + 1]);
  return added;
}
