import type { Entity } from '../../../../shared/kernel/entity';
import { columnsOf } from '../../../../shared/store/columns';
import { changedColumns, type RowChange } from '../../../../shared/store/rows/write-rows';
import { quoted, type Sql } from '../../../../shared/store/sql';

/** The twin of an entity's table: the centre's image of just the rows that waiting gestures have touched. */
export const twinTable = (entity: Pick<Entity, 'name'>): string => `${entity.name}__base`;

/** `_absent` = 1: at the centre there is no such row. */
export function twinTableSql(entity: Entity): string {
  const [, ...fields] = columnsOf(entity);
  const columns = fields.map(({ name, type }) => `${quoted(name)} ${type === 'integer' ? 'INTEGER' : 'TEXT'}`);
  const all = ['"id" TEXT NOT NULL PRIMARY KEY', ...columns, '"_absent" INTEGER NOT NULL'];
  return `CREATE TABLE IF NOT EXISTS ${quoted(twinTable(entity))} (${all.join(', ')}) WITHOUT ROWID`;
}

/**
 * Triggers that put the centre's image of a row into its twin before the first change of it, while `_state.capture` = 1.
 * `INSERT … SELECT … WHERE NOT EXISTS`, because inside a trigger `INSERT OR IGNORE` becomes `OR REPLACE` under an outer `OR REPLACE`
 * and would destroy the image. `recursive_triggers` must be ON, else a REPLACE removes rows without telling.
 */
export function captureTriggers(entity: Entity): string[] {
  const table = quoted(entity.name);
  const twin = quoted(twinTable(entity));
  const names = columnsOf(entity).map(({ name }) => quoted(name));
  const isOn = '(SELECT capture FROM _state) = 1';
  const isNew = (id: string) => `NOT EXISTS (SELECT 1 FROM ${twin} WHERE "id" = ${id})`;
  const image = `INSERT INTO ${twin} (${names.join(', ')}, "_absent") SELECT ${names.map((name) => `old.${name}`).join(', ')}, 0 WHERE ${isNew('old."id"')};`;
  const absence = `INSERT INTO ${twin} ("id", "_absent") SELECT new."id", 1 WHERE ${isNew('new."id"')};`;
  const trigger = (name: string, event: string, { when, body }: { when: string; body: string }) =>
    `CREATE TRIGGER IF NOT EXISTS ${quoted(`${entity.name}__${name}`)} ${event} ON ${table} WHEN ${when} BEGIN ${body} END`;
  return [
    trigger('capture_update', 'BEFORE UPDATE', { when: isOn, body: image }),
    trigger('capture_delete', 'BEFORE DELETE', { when: isOn, body: image }),
    trigger('capture_insert', 'AFTER INSERT', { when: isOn, body: absence }),
    trigger('capture_key', 'AFTER UPDATE OF "id"', { when: `${isOn} AND new."id" <> old."id"`, body: absence }),
  ];
}

/**
 * Twins of rows that were written and came to what they were: no statement tells the triggers of them, and yet a gesture waits on them.
 * Before they would be written.
 */
export async function captureUnchanged(sql: Sql, entity: Entity, changes: readonly RowChange[]): Promise<void> {
  const same = changes.filter(({ before, after }) =>
    before && after ? changedColumns(entity, before, after).length === 0 : before === after,
  );
  if (same.length === 0) return;
  const twin = quoted(twinTable(entity));
  const names = columnsOf(entity)
    .map(({ name }) => quoted(name))
    .join(', ');
  const ids = JSON.stringify(same.map(({ id }) => id));
  const isNew = (id: string) => `NOT EXISTS (SELECT 1 FROM ${twin} b WHERE b."id" = ${id})`;
  await sql.run(
    `INSERT INTO ${twin} (${names}, "_absent") SELECT ${names}, 0 FROM ${quoted(entity.name)} t
     WHERE "id" IN (SELECT value FROM jsonb_each(?)) AND ${isNew('t."id"')}`,
    [ids],
  );
  await sql.run(
    `INSERT INTO ${twin} ("id", "_absent") SELECT s.value, 1 FROM jsonb_each(?) AS s WHERE ${isNew('s.value')}`,
    [ids],
  );
}
