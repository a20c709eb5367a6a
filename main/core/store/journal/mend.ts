import type { Json, PlainError } from '../../../../shared/kernel/errors';
import { places, type Row, type Sql } from '../../../../shared/store/sql';
import { draftColumns, draftValues, entryHash, isIntact } from './entry';
import type { MirrorEntry, MirrorRecord } from './mirror-log';

/** What was done about entries of the outbox that had changed on disk. */
export interface Mended {
  /** Put right from the mirror. */
  readonly restored: number;
  /** Not in the mirror either: set aside as parked, with what can still be read, for a person to see. */
  readonly parked: number;
}

const columns = [...draftColumns, 'hash'].join(', ');

function asJson(text: unknown): Json {
  try {
    return JSON.parse(String(text)) as Json; // JSON.parse gives nothing else
  } catch {
    return String(text);
  }
}

async function restore(sql: Sql, mid: number, draft: Parameters<typeof draftValues>[1]): Promise<void> {
  const sets = [...draftColumns, 'hash'].map((name) => `${name} = ?`).join(', ');
  await sql.run(`UPDATE outbox SET ${sets} WHERE mid = ?`, [...draftValues(mid, draft), mid]);
}

async function setAside(sql: Sql, row: Row, now: number): Promise<void> {
  const mid = Number(row['mid']);
  const error: PlainError = {
    code: 'damaged',
    message: 'the entry has changed on disk',
    details: { reason: 'journal.damaged' },
  };
  const values = draftColumns.map((name) =>
    name === 'args' || name === 'deps' ? JSON.stringify(asJson(row[name])) : (row[name] ?? null),
  );
  await sql.run(
    `INSERT INTO parked (mid, ${columns}, settled, error) VALUES (?, ${places(draftColumns.length + 1)}, ?, ?)`,
    [mid, ...values, entryHash(mid, values), now, JSON.stringify(error)],
  );
  await sql.run('DELETE FROM outbox WHERE mid = ?', [mid]);
}

/** What the mirror says of the client of now, without gestures that are in the journal as they should be: numbers are given anew with a client. */
async function candidates(sql: Sql, mirror: readonly MirrorRecord[], intact: readonly Row[]): Promise<MirrorEntry[]> {
  const [identity] = await sql.all('SELECT client_id FROM identity');
  const settled = await sql.all('SELECT uid FROM archive UNION ALL SELECT uid FROM parked');
  const there = new Set([...intact, ...settled].map(({ uid }) => uid));
  const own = new Set([null, identity?.['client_id'] ?? null]);
  return mirror
    .filter((record) => record.kind === 'entry')
    .filter(({ clientId, uid }) => own.has(clientId) && !there.has(uid));
}

/** Looks at every waiting entry. One that is not what was written is put right from the mirror, else parked: it must neither be sent nor vanish. */
export async function mendOutbox(sql: Sql, mirror: readonly MirrorRecord[], now: number): Promise<Mended> {
  const rows = await sql.all(`SELECT mid, ${columns} FROM outbox ORDER BY mid`);
  const bad = rows.filter((row) => !isIntact(row));
  if (bad.length === 0) return { restored: 0, parked: 0 };
  const lost = await candidates(sql, mirror, rows.filter(isIntact));
  let restored = 0;
  for (const row of bad) {
    const mid = Number(row['mid']);
    const kept = lost.filter((entry) => entry.mid === mid).at(-1);
    if (kept) {
      await restore(sql, mid, kept);
      restored += 1;
    } else await setAside(sql, row, now);
  }
  return { restored, parked: bad.length - restored };
}
