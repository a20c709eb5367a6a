import type { Sql, SqlValue } from '../../../../shared/store/sql';

/** Where the replica stands between journal and centre. */
export interface ReplicaState {
  /** Whose rows these are; null before the first pull. */
  readonly clientId: string | null;
  readonly epoch: string | null;
  /** Gestures of the journal up to here have run in the tables. */
  readonly appliedMid: number;
  /** Gestures up to here are in the centre's rows. */
  readonly confMid: number;
  readonly pullSeq: number;
  /** Are changes taken down in the twins? On, but while rows of the centre are put. */
  readonly capture: boolean;
  readonly membership: readonly string[];
  /** When the last pull was applied, UTC ms. */
  readonly lastPull: number | null;
}
export type StateChange = { -readonly [K in keyof ReplicaState]?: ReplicaState[K] };

export interface Cursor {
  readonly scope: string;
  readonly v: number | null;
  readonly resume: string | null;
  /** Entities whose rows here lack what came with an upgrade, and the id up to which they have been read again ('' at first). */
  readonly reread?: Reread;
}
export type Reread = Readonly<Record<string, string>>;

const columns: Record<keyof ReplicaState, string> = {
  clientId: 'client_id',
  epoch: 'epoch',
  appliedMid: 'applied_mid',
  confMid: 'conf_mid',
  pullSeq: 'pull_seq',
  capture: 'capture',
  membership: 'membership',
  lastPull: 'last_pull',
};

const text = (value: SqlValue | undefined) => (typeof value === 'string' ? value : null);
const number = (value: SqlValue | undefined) => (typeof value === 'number' ? value : null);

export async function readState(sql: Pick<Sql, 'all'>): Promise<ReplicaState> {
  const [row] = await sql.all(`SELECT ${Object.values(columns).join(', ')} FROM _state`);
  return {
    clientId: text(row?.['client_id']),
    epoch: text(row?.['epoch']),
    appliedMid: Number(row?.['applied_mid'] ?? 0),
    confMid: Number(row?.['conf_mid'] ?? 0),
    pullSeq: Number(row?.['pull_seq'] ?? 0),
    capture: row?.['capture'] === 1,
    membership: JSON.parse(text(row?.['membership']) ?? '[]') as string[], // written by `writeState`
    lastPull: number(row?.['last_pull']),
  };
}

function stored(value: ReplicaState[keyof ReplicaState]): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

export async function writeState(sql: Sql, change: StateChange): Promise<void> {
  const names = (Object.keys(columns) as (keyof ReplicaState)[]).filter((name) => change[name] !== undefined); // exactly the keys of `columns`
  if (names.length === 0) return;
  const sets = names.map((name) => `${columns[name]} = ?`).join(', ');
  await sql.run(
    `UPDATE _state SET ${sets}`,
    names.map((name) => stored(change[name] ?? null)),
  );
}

export async function readCursors(sql: Pick<Sql, 'all'>): Promise<Cursor[]> {
  const rows = await sql.all('SELECT scope, v, resume, reread FROM _cursor ORDER BY scope');
  return rows.map((row) => {
    const reread = text(row['reread']);
    const cursor = { scope: String(row['scope']), v: number(row['v']), resume: text(row['resume']) };
    return reread === null ? cursor : { ...cursor, reread: JSON.parse(reread) as Reread }; // written by `writeReread`
  });
}

/** What of a scope is still to be read again; nothing at all where that is empty. */
export async function writeReread(sql: Sql, scope: string, reread: Reread): Promise<void> {
  const kept = Object.keys(reread).length === 0 ? null : JSON.stringify(reread);
  await sql.run('UPDATE _cursor SET reread = ? WHERE scope = ?', [kept, scope]);
}
