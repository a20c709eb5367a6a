import type { PlainError } from '../../shared/kernel/errors';
import { problemSchema, type MutationMessage, type Outcome } from '../../shared/protocol/sync';
import { places, type Row, type Sql } from '../../shared/store/sql';

export const done = ({ mid, uid }: Pick<MutationMessage, 'mid' | 'uid'>): Outcome => ({ mid, uid, status: 'done' });

export const parked = ({ mid, uid }: Pick<MutationMessage, 'mid' | 'uid'>, error: PlainError): Outcome => ({
  mid,
  uid,
  status: 'parked',
  error: problemSchema.parse(JSON.parse(JSON.stringify(error))),
});

function outcomeOf(row: Row): Outcome {
  return {
    mid: Number(row['mid']),
    uid: String(row['uid']),
    status: 'parked',
    error: problemSchema.parse(JSON.parse(String(row['problem']))),
  };
}

/** What was parked of a client's mutations above `from`, up to `to`. */
export async function parkedOf(
  sql: Sql,
  client: string,
  { from, to }: { from: number; to: number },
): Promise<Outcome[]> {
  const rows = await sql.all('SELECT * FROM sync_result WHERE client = ? AND mid > ? AND mid <= ? ORDER BY mid', [
    client,
    from,
    to,
  ]);
  return rows.map(outcomeOf);
}

/** The uids among these that were parked, by whichever client. */
export async function parkedUids(sql: Sql, uids: readonly string[]): Promise<string[]> {
  if (uids.length === 0) return [];
  const rows = await sql.all(`SELECT DISTINCT uid FROM sync_result WHERE uid IN (${places(uids.length)})`, uids);
  return rows.map((row) => String(row['uid']));
}

/** What became of a gesture that came before, perhaps from an older incarnation of the desk's files, told under its number of now. */
export async function outcomeOfUid(sql: Sql, mutation: MutationMessage): Promise<Outcome> {
  const [row] = await sql.all('SELECT * FROM sync_result WHERE uid = ? ORDER BY at DESC LIMIT 1', [mutation.uid]);
  if (!row) return done(mutation);
  return { ...outcomeOf(row), mid: mutation.mid };
}

/** Keeps a refusal with what was asked. */
export async function keepParked(
  sql: Sql,
  client: string,
  { mutation, outcome, at }: { mutation: MutationMessage; outcome: Outcome; at: number },
): Promise<void> {
  if (outcome.status !== 'parked') return;
  await sql.run(
    'INSERT INTO sync_result (client, mid, uid, status, problem, mutation, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [client, outcome.mid, outcome.uid, outcome.status, JSON.stringify(outcome.error), JSON.stringify(mutation), at],
  );
}
