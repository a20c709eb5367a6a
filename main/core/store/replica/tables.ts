import { createHash } from 'node:crypto';
import { defineEntity, type Entity } from '../../../../shared/kernel/entity';
import { integer, optional, text } from '../../../../shared/kernel/field';
import type { Domain } from '../../../../shared/kernel/register';
import { stampSql } from '../../../../shared/store/format/file-format';
import { indexesOf } from '../../../../shared/store/indexes';
import { tableSql } from '../../../../shared/store/tables';
import { tablesPicture } from '../../../../shared/store/tables-picture';
import { captureTriggers, twinTableSql } from './capture-triggers';
import { countTriggers, searchTableSql, searchTriggers } from './derived-triggers';

/** The replica's own tables. `_state` has one row. */
const ownTables = [
  `CREATE TABLE IF NOT EXISTS _state (one INTEGER PRIMARY KEY CHECK (one = 1), client_id TEXT, epoch TEXT, applied_mid INTEGER NOT NULL,
   conf_mid INTEGER NOT NULL, pull_seq INTEGER NOT NULL, capture INTEGER NOT NULL, membership TEXT NOT NULL, last_pull INTEGER, schema TEXT NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS _cursor (scope TEXT PRIMARY KEY, v INTEGER, resume TEXT, reread TEXT) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS _count (entity TEXT, scope TEXT, n INTEGER NOT NULL, PRIMARY KEY (entity, scope)) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS _bulk (entity TEXT PRIMARY KEY) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS _shape (one INTEGER PRIMARY KEY CHECK (one = 1), make TEXT NOT NULL, picture TEXT NOT NULL)',
];

const tablesOf = (entity: Entity) => [tableSql(entity, 'desk'), twinTableSql(entity), ...searchTableSql(entity)];

const sha256 = (parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');

/** Stands for all entities where it is asked how tables are made of one. */
const anyEntity = defineEntity({
  name: 'any',
  area: 'any',
  fields: { name: text(), count: optional(integer()) },
  scope: { shared: 'any' },
  title: 'name',
  list: { columns: ['name'], sort: { field: 'name', dir: 'asc' }, search: ['name'] },
  words: {
    en: { one: 'Any', many: 'Any' },
    de: { one: 'Alle', many: 'Alle', fields: { name: 'Name', count: 'Zahl' } },
  },
});

/** How tables are made, whatever the domain: a file from another way of making them is not upgraded in place. */
export const makeOfTables = sha256([...ownTables, ...tablesOf(anyEntity)]);

function entityTables(entity: Entity): string[] {
  return [
    ...tablesOf(entity),
    ...indexesOf(entity, 'desk').map(({ sql }) => sql),
    ...captureTriggers(entity),
    ...countTriggers(entity),
    ...searchTriggers(entity),
  ];
}

/** Everything in a replica, and a hash of it: a file made from other statements is another schema. */
export function replicaSchema(domain: Domain): { statements: string[]; hash: string } {
  const statements = [...ownTables, ...domain.entities.flatMap(entityTables), ...stampSql(domain.version)];
  const hash = sha256(statements);
  const picture = JSON.stringify(tablesPicture(domain)).replaceAll("'", "''");
  const shape = `INSERT INTO _shape (one, make, picture) VALUES (1, '${makeOfTables}', '${picture}')
    ON CONFLICT DO UPDATE SET make = excluded.make, picture = excluded.picture`;
  const first = `INSERT INTO _state (one, applied_mid, conf_mid, pull_seq, capture, membership, schema)
    VALUES (1, 0, 0, 0, 1, '[]', '${hash}') ON CONFLICT DO NOTHING`;
  return { statements: [...statements, shape, first], hash };
}
