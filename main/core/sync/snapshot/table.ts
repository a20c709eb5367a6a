import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import { quoted } from '../../../../shared/store/sql';
import { openSqlite, type SqliteConnection } from '../../../../shared/store/sqlite';
import { noteSeenAttached } from '../seen-rows';
import { notAsAnnounced } from './fetch';
import { SnapshotFill, type FillHead, type FillNeeds } from './fill';

/** Rows to a transaction: some 50 ms, so that a save never waits for long. */
const BATCH = 5000;

interface Table {
  readonly entity: Entity;
  readonly columns: readonly string[];
  readonly rows: number;
}

async function readTable(sql: SqliteConnection, entity: Entity): Promise<Table | null> {
  const columns = (await sql.all('SELECT name FROM pragma_table_info(?)', [entity.name])).map(({ name }) =>
    String(name),
  );
  if (columns.length === 0) return null;
  const [row] = await sql.all(`SELECT count(*) AS n, total(rowid) AS sum FROM ${quoted(entity.name)}`);
  const rows = Number(row?.['n']);
  // It is taken over by ranges of row numbers: 1 to n, or it is no file of ours.
  if (Number(row?.['sum']) !== (rows * (rows + 1)) / 2) throw notAsAnnounced('row numbers with holes');
  return { entity, columns, rows };
}

/** Are as many rows in the file as it says? Also in tables that this desk does not know. */
async function isWhole(sql: SqliteConnection, rows: number): Promise<boolean> {
  const tables = await sql.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta'");
  let held = 0;
  for (const { name } of tables) {
    const [row] = await sql.all(`SELECT count(*) AS n FROM ${quoted(String(name))}`);
    held += Number(row?.['n']);
  }
  return held === rows;
}

/** The head and the tables that this desk knows, those that people need first in front. */
async function readFile(
  { domain }: FillNeeds,
  path: string,
  epoch: string | null,
): Promise<{ head: FillHead; tables: Table[] }> {
  const sql = await openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
  try {
    const [meta] = await sql.all('SELECT scope, version, rows, epoch FROM meta');
    if (meta?.['epoch'] !== epoch) throw notAsAnnounced('of another epoch');
    if (!(await isWhole(sql, Number(meta['rows'])))) throw notAsAnnounced('rows are missing');
    const tables: Table[] = [];
    for (const entity of domain.entities) {
      const table = await readTable(sql, entity);
      if (table) tables.push(table);
    }
    const head = {
      scope: String(meta['scope']),
      version: Number(meta['version']),
      rows: Number(meta['rows']),
      epoch,
    };
    return { head, tables };
  } finally {
    await sql.close();
  }
}

interface Order {
  readonly scope: string;
  readonly version: number;
  readonly epoch: string | null;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** Puts a scope from its SQLite file, which stays. `damaged` when it is not what was announced; nothing was put then. */
export async function loadFile(
  needs: FillNeeds,
  { scope, version, epoch, path, signal }: Order,
  finish: (fill: SnapshotFill) => Promise<void>,
): Promise<void> {
  const { head, tables } = await readFile(needs, path, epoch);
  if (head.scope !== scope || head.version !== version) throw notAsAnnounced('of another scope or version');
  await needs.replica.withAttached(path, async () => {
    const fill = await SnapshotFill.begin(needs, head);
    try {
      for (const table of tables) await copy(fill, table, signal);
      await finish(fill);
    } finally {
      await fill.endBulks();
    }
  });
}

async function copy(fill: SnapshotFill, { entity, columns, rows }: Table, signal: AbortSignal): Promise<void> {
  await fill.next(entity);
  for (let from = 0; from < rows; from += BATCH) {
    if (signal.aborted) throw new AppError('offline', 'The desk is being closed', { reason: 'line.down' });
    const range = [from, Math.min(rows, from + BATCH)] as const;
    await fill.put({
      entity,
      count: range[1] - range[0],
      async put(tx, refill) {
        await tx.applyAttached(entity, columns, range);
        if (refill) await noteSeenAttached(tx.sql, entity, range);
      },
    });
  }
}
