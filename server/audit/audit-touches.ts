import type { Row, Sql } from '../../shared/store/sql';
import { foundBy, partsText, touchedRows } from './audit-rows';

/** Entries read at a time. */
const PAGE = 1000;

/** One line of the index `audit_touch`: this entry touched this record, or a part of it. `at` is the entry's own. */
export interface Touched {
  readonly entity: string;
  readonly id: string;
  readonly at: number;
  readonly chain: string;
  readonly seq: number;
}

const columns = 'entity, id, at, chain, seq';
const fromJson = {
  sqlite: `SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4 FROM json_each(?) AS r WHERE true`,
  postgres: `SELECT r.value ->> 0, r.value ->> 1, (r.value ->> 2)::bigint, r.value ->> 3, (r.value ->> 4)::bigint
    FROM json_array_elements(?::json) AS r(value)`,
} as const;

/** Writes lines of the index, in one statement; those that are there already stay. */
export async function indexTouches(sql: Sql, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return;
  const rows = touched.map(({ entity, id, at, chain, seq }) => [entity, id, at, chain, seq]);
  await sql.run(`INSERT INTO audit_touch (${columns}) ${fromJson[sql.dialect]} ON CONFLICT DO NOTHING`, [
    JSON.stringify(rows),
  ]);
}

/** The lines that the index must have for these entries. */
function linesOf(rows: readonly Row[]): Touched[] {
  return rows.flatMap((row) => {
    const [at, chain, seq] = [Number(row['at']), String(row['chain']), Number(row['seq'])];
    return foundBy(touchedRows(String(row['before']), String(row['after']))).map(({ entity, id }) => ({
      entity,
      id,
      at,
      chain,
      seq,
    }));
  });
}

/** The next entries of a chain, in order; fewer than a full page are its last. */
export async function* entryPages(sql: Sql, chain: string, from = -1): AsyncGenerator<readonly Row[]> {
  for (let after = from; ;) {
    const rows = await sql.all(`SELECT * FROM audit WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`, [
      chain,
      after,
    ]);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['seq']);
  }
}

/** A version with other parts finds entries by other records: the index is made anew from the chains. */
async function forgetOtherParts(sql: Sql): Promise<void> {
  const [note] = await sql.all("SELECT value FROM sync_note WHERE name = 'audit.parts'");
  if (note?.['value'] === partsText) return;
  await sql.run('DELETE FROM audit_touch');
  await sql.run('UPDATE audit_chain SET indexed = 0');
  await sql.run(
    `INSERT INTO sync_note (name, value) VALUES ('audit.parts', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [partsText],
  );
}

/** Indexes what was written without, or by other rules: by another version. To be called at every start. */
export async function indexOlder(sql: Sql): Promise<void> {
  await forgetOtherParts(sql);
  const behind = await sql.all('SELECT chain, seq, indexed FROM audit_chain WHERE indexed < seq');
  for (const { chain, seq, indexed } of behind) {
    for await (const rows of entryPages(sql, String(chain), Number(indexed))) await indexTouches(sql, linesOf(rows));
    // A node that writes meanwhile indexes its own entries; its end is not ours to tell.
    await sql.run('UPDATE audit_chain SET indexed = ? WHERE chain = ? AND indexed < ?', [
      Number(seq),
      String(chain),
      Number(seq),
    ]);
  }
}

/** A line that is missing, or one that no entry stands behind. */
export interface IndexFault {
  readonly seq: number;
  readonly fault: 'unindexed' | 'foreign';
}

const keyOf = ({ entity, id, at, chain, seq }: Touched) => JSON.stringify([entity, id, at, chain, seq]);

/** Compares entries that follow each other in a chain with the index, and finds the first that is not told there as it is. */
export async function indexFault(sql: Sql, rows: readonly Row[]): Promise<IndexFault | null> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const there = await sql.all(
    `SELECT ${columns} FROM audit_touch WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
    [String(first['chain']), Number(first['seq']), Number(last['seq'])],
  );
  const found = new Map(there.map((row) => [keyOf(lineOf(row)), Number(row['seq'])]));
  for (const line of linesOf(rows)) if (!found.delete(keyOf(line))) return { seq: line.seq, fault: 'unindexed' };
  const [foreign] = found.values();
  return foreign === undefined ? null : { seq: foreign, fault: 'foreign' };
}

const lineOf = (row: Row): Touched => ({
  entity: String(row['entity']),
  id: String(row['id']),
  at: Number(row['at']),
  chain: String(row['chain']),
  seq: Number(row['seq']),
});

/** A line of the index for an entry that the chain, which ends with `seq`, does not have. */
export async function foreignLine(sql: Sql, chain: string, seq: number): Promise<IndexFault | null> {
  const [row] = await sql.all(
    'SELECT seq FROM audit_touch WHERE chain = ? AND (seq < 1 OR seq > ?) ORDER BY seq LIMIT 1',
    [chain, seq],
  );
  return row ? { seq: Number(row['seq']), fault: 'foreign' } : null;
}
