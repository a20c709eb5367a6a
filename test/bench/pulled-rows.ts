import Database from 'better-sqlite3';
import { join } from 'node:path';
import { openReplica } from '../../main/core/store/replica';
import { replicaSchema } from '../../main/core/store/replica/tables';
import { domain } from '../../shared/domain/domain';
import { places, quoted } from '../../shared/store/sql';
import { against, type Figure } from './figure';
import { inFolder } from './in-folder';
import { madeRows, type MadeRows } from './made-rows';

const COUNT = 200_000;
const TRANSACTION = 5000;

/** The practical ceiling: one prepared statement in a loop, the same tables, indexes, counts and full text. Rows a second. */
function loop({ columns, rows }: MadeRows): Promise<number> {
  return inFolder((folder) => {
    const db = new Database(join(folder, 'loop.db'));
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    for (const statement of replicaSchema(domain).statements) db.exec(statement);
    const insert = db.prepare(
      `INSERT INTO "order" (${columns.map(quoted).join(', ')}) VALUES (${places(columns.length)})`,
    );
    const start = performance.now();
    for (let at = 0; at < rows.length; at += TRANSACTION) {
      db.transaction(() => rows.slice(at, at + TRANSACTION).forEach((row) => insert.run(row)))();
    }
    const seconds = (performance.now() - start) / 1000;
    db.close();
    return rows.length / seconds;
  });
}

/** The desk's own way: lines of NDJSON into the replica. Rows a second. */
function desk({ columns, rows }: MadeRows, bulk: boolean): Promise<number> {
  const lines = rows.map((row) => JSON.stringify(row));
  const entity = domain.entity('order');
  return inFolder(async (folder) => {
    const replica = await openReplica(folder, domain);
    const start = performance.now();
    await replica.write((tx) => tx.setState({ capture: false }));
    if (bulk) await replica.write((tx) => tx.beginBulk(entity, rows.length));
    for (let at = 0; at < lines.length; at += TRANSACTION) {
      await replica.write((tx) => tx.applyLines(entity, columns, lines.slice(at, at + TRANSACTION)));
    }
    if (bulk) await replica.write((tx) => tx.endBulk(entity));
    const seconds = (performance.now() - start) / 1000;
    await replica.close();
    return rows.length / seconds;
  });
}

/** Pulled rows, 200,000 orders with their indexes and full text, against a better-sqlite3 loop that does the same. */
export async function pulledRows(): Promise<Figure[]> {
  const made = madeRows('order', COUNT);
  const reference = { name: 'better-sqlite3 loop', value: await loop(made) };
  const goal = { reference, least: 0.35 };
  return [
    against({ name: 'pulled rows applied, as deltas', value: await desk(made, false), unit: 'rows/s' }, goal),
    against({ name: 'pulled rows applied, first load', value: await desk(made, true), unit: 'rows/s' }, goal),
  ];
}
