import { createHash } from 'node:crypto';
import type { Entity } from '../../../../shared/kernel/entity';
import type { Domain } from '../../../../shared/kernel/register';
import { schemaSql } from '../../../../shared/store/tables';
import { captureTriggers, twinTableSql } from './capture-triggers';
import { countTriggers, searchTableSql, searchTriggers } from './derived-triggers';

/** The replica's own tables. `_state` has one row. */
const ownTables = [
  `CREATE TABLE IF NOT EXISTS _state (one INTEGER PRIMARY KEY CHECK (one = 1), client_id TEXT, epoch TEXT, applied_mid INTEGER NOT NULL,
   conf_mid INTEGER NOT NULL, pull_seq INTEGER NOT NULL, capture INTEGER NOT NULL, membership TEXT NOT NULL, last_pull INTEGER, schema TEXT NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS _cursor (scope TEXT PRIMARY KEY, v INTEGER, resume TEXT) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS _count (entity TEXT, scope TEXT, n INTEGER NOT NULL, PRIMARY KEY (entity, scope)) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS _bulk (entity TEXT PRIMARY KEY) WITHOUT ROWID',
];

function entityTables(entity: Entity): string[] {
  return [
    ...schemaSql(entity, 'desk'),
    twinTableSql(entity),
    ...searchTableSql(entity),
    ...captureTriggers(entity),
    ...countTriggers(entity),
    ...searchTriggers(entity),
  ];
}

/** Everything in a replica, and a hash of it: a file made from other statements is another schema. */
export function replicaSchema({ entities, version }: Domain): { statements: string[]; hash: string } {
  const statements = [...ownTables, ...entities.flatMap(entityTables), `PRAGMA user_version = ${version}`];
  const hash = createHash('sha256').update(statements.join('\n')).digest('hex');
  const first = `INSERT INTO _state (one, applied_mid, conf_mid, pull_seq, capture, membership, schema)
    VALUES (1, 0, 0, 0, 1, '[]', '${hash}') ON CONFLICT DO NOTHING`;
  return { statements: [...statements, first], hash };
}
