import type { Entity } from '../../../../shared/kernel/entity';
import type { Domain } from '../../../../shared/kernel/register';
import { columnsOf, type Column } from '../../../../shared/store/columns';
import { indexesOf } from '../../../../shared/store/indexes';
import { searchTable } from '../../../../shared/store/search-sql';
import { quoted, type Sql } from '../../../../shared/store/sql';
import { laterColumnSql } from '../../../../shared/store/tables';
import { tablesPicture, type TablePicture } from '../../../../shared/store/tables-picture';
import { twinTable } from './capture-triggers';
import { rewind } from './rewind';
import { readCursors, writeReread, writeState } from './state';
import { makeOfTables, replicaSchema } from './tables';

type Pictures = Readonly<Record<string, TablePicture>>;

/** An entity whose table is there already, and what has to be done to it. */
interface Step {
  readonly entity: Entity;
  readonly added: readonly Column[];
  readonly removed: readonly string[];
  /** Other text is searched than before. */
  readonly searchesOther: boolean;
}

interface Plan {
  readonly steps: readonly Step[];
  readonly fresh: readonly Entity[];
  /** Names of entities that are no more. */
  readonly gone: readonly string[];
}

/** The step from the table that is there to that of the entity; null when none of ours leads there. */
function stepOf(entity: Entity, was: TablePicture, is: TablePicture): Step | null {
  const added = columnsOf(entity).filter(({ name }) => was.columns[name] === undefined);
  const isFillable = ({ name, optional }: Column) => optional || entity.fields[name]?.options.initial !== undefined;
  const turned = Object.entries(is.columns).some(([name, type]) => {
    const before = was.columns[name];
    return before !== undefined && before !== type && `${before}?` !== type;
  });
  if (was.scope !== is.scope || turned || !added.every(isFillable)) return null;
  const removed = Object.keys(was.columns).filter((name) => is.columns[name] === undefined);
  return { entity, added, removed, searchesOther: was.search !== is.search };
}

/** @internal exported for its test: what there is to do, or null when only a new file does it. */
export function planOf(was: Pictures, domain: Domain): Plan | null {
  const is = tablesPicture(domain);
  const steps: Step[] = [];
  const fresh: Entity[] = [];
  for (const entity of domain.entities) {
    const [before, now] = [was[entity.name], is[entity.name]];
    if (!before || !now) fresh.push(entity);
    else {
      const step = stepOf(entity, before, now);
      if (!step) return null;
      steps.push(step);
    }
  }
  return { steps, fresh, gone: Object.keys(was).filter((name) => is[name] === undefined) };
}

/** How the file was made; null for one from before that was noted, or made in another way. */
async function picturesThere(sql: Sql): Promise<Pictures | null> {
  const [made] = await sql.all("SELECT 1 AS one FROM sqlite_master WHERE name = '_shape'");
  const [shape] = made ? await sql.all('SELECT make, picture FROM _shape') : [];
  return shape?.['make'] === makeOfTables ? (JSON.parse(String(shape['picture'])) as Pictures) : null; // written with the tables
}

/** With the columns alone that were there before: so the twins can be put back. */
const asItWas = ({ entity, added }: Step): Entity => ({
  ...entity,
  fields: Object.fromEntries(
    Object.entries(entity.fields).filter(([name]) => !added.some((column) => column.name === name)),
  ),
});

/** Triggers speak of columns, and are quickly made again; of indexes only those that will be no more. */
async function dropDerived(sql: Sql, { entities }: Domain): Promise<void> {
  const kept = new Set(
    entities.flatMap((entity) => indexesOf(entity, 'desk')).map((index) => index.sql.replace('IF NOT EXISTS ', '')),
  );
  const made = await sql.all(
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL",
  );
  for (const { type, name, sql: text } of made)
    if (type === 'trigger' || !kept.has(String(text))) await sql.run(`DROP ${String(type)} ${quoted(String(name))}`);
}

async function dropEntity(sql: Sql, name: string): Promise<void> {
  const named = { name };
  for (const table of [name, twinTable(named), searchTable(named)])
    await sql.run(`DROP TABLE IF EXISTS ${quoted(table)}`);
  for (const own of ['_count', '_bulk']) await sql.run(`DELETE FROM ${own} WHERE entity = ?`, [name]);
}

async function alter(sql: Sql, { entity, added, removed, searchesOther }: Step): Promise<void> {
  const [table, twin] = [quoted(entity.name), quoted(twinTable(entity))];
  for (const column of added) {
    await sql.run(`ALTER TABLE ${table} ADD COLUMN ${laterColumnSql(entity, column, 'desk')}`);
    await sql.run(
      `ALTER TABLE ${twin} ADD COLUMN ${quoted(column.name)} ${column.type === 'integer' ? 'INTEGER' : 'TEXT'}`,
    );
  }
  for (const name of removed)
    for (const one of [table, twin]) await sql.run(`ALTER TABLE ${one} DROP COLUMN ${quoted(name)}`);
  if (!searchesOther) return;
  await sql.run(`DROP TABLE IF EXISTS ${quoted(searchTable(entity))}`);
  // Filled as after a load that was cut short, before anybody reads.
  await sql.run('INSERT INTO _bulk (entity) VALUES (?) ON CONFLICT DO NOTHING', [entity.name]);
}

const liesIn = ({ scope: rule }: Entity, scope: string) =>
  'shared' in rule ? rule.shared === scope : scope.startsWith(`${rule.place}/`);

/** Scopes stay where they stand; of entities that are new here, or have new columns, their rows are to be read again. */
async function wantAgain(sql: Sql, { steps, fresh, gone }: Plan): Promise<void> {
  const again = [...steps.filter(({ added }) => added.length > 0).map(({ entity }) => entity), ...fresh];
  for (const { scope, v, reread = {} } of await readCursors(sql)) {
    if (v === null) continue; // it is loaded anew as a whole
    const wanted = again.filter((entity) => liesIn(entity, scope)).map(({ name }) => [name, ''] as const);
    const open = Object.entries(reread).filter(([name]) => !gone.includes(name));
    if (wanted.length + Object.keys(reread).length > 0)
      await writeReread(sql, scope, Object.fromEntries([...open, ...wanted]));
  }
}

/**
 * Brings the tables of a replica to those of the domain, in the caller's one transaction: what waits is taken back, tables and columns come
 * and go, and the start that follows runs all that waits in its new form. Rows stay; what the centre alone knows of them is noted as to be
 * read again. False, and nothing changed, where only a new file helps: another scope or type, a new column that neither may be empty nor
 * has an initial value, a file that was made in another way.
 */
export async function upgradeTables(sql: Sql, domain: Domain): Promise<boolean> {
  const was = await picturesThere(sql);
  const plan = was && planOf(was, domain);
  if (!plan) return false;
  await writeState(sql, { capture: false });
  await rewind(sql, plan.steps.map(asItWas));
  await dropDerived(sql, domain);
  for (const name of plan.gone) await dropEntity(sql, name);
  for (const step of plan.steps) await alter(sql, step);
  const { statements, hash } = replicaSchema(domain);
  for (const statement of statements) await sql.run(statement);
  await wantAgain(sql, plan);
  await writeState(sql, { capture: true, appliedMid: 0 });
  await sql.run('UPDATE _state SET schema = ?', [hash]);
  return true;
}
