import { scopeOf, type AnyRecord } from '../../shared/kernel/entity';
import { parseInput } from '../../shared/kernel/parse';
import type { Sql } from '../../shared/store/sql';
import { setPassword } from '../authority/credentials';
import type { Context } from '../context';
import { keepBlob } from '../store/blobs';
import { insertRows } from '../store/insert-rows';

/** Records of one entity, or a picture to keep by its hash. */
export type SeedBatch =
  | { readonly kind: 'records'; readonly entity: string; readonly records: readonly AnyRecord[] }
  | { readonly kind: 'picture'; readonly sha256: string; readonly svg: string };

/** Somebody who may sign in. */
export interface SeedPerson {
  readonly userId: string;
  readonly password: string;
}

/**
 * The rows stand without entries in the log: the floor of their scopes rises to their version, so that a desk which is behind loads
 * them as a snapshot, as a new one does.
 */
async function raiseScopes(sql: Sql, counts: ReadonlyMap<string, number>): Promise<Record<string, number>> {
  const versions: Record<string, number> = {};
  for (const scope of [...counts.keys()].sort()) {
    const [row] = await sql.all(
      `INSERT INTO sync_scope (scope, version, floor, rows) VALUES (?, 1, 1, ?)
       ON CONFLICT (scope) DO UPDATE SET version = sync_scope.version + 1, floor = sync_scope.version + 1,
         rows = sync_scope.rows + excluded.rows
       RETURNING version`,
      [scope, counts.get(scope) ?? 0],
    );
    versions[scope] = Number(row?.['version']);
  }
  return versions;
}

async function keepBatch(
  sql: Sql,
  { domain }: Context,
  { batch, counts }: { batch: SeedBatch; counts: Map<string, number> },
): Promise<number> {
  if (batch.kind === 'picture') {
    await keepBlob(sql, batch.sha256, { type: 'image/svg+xml', bytes: Buffer.from(batch.svg) });
    return 0;
  }
  const entity = domain.entity(batch.entity);
  const records = batch.records.map((record) => parseInput(entity.schema, record));
  await insertRows(sql, entity, records);
  for (const record of records) {
    const scope = scopeOf(entity, record);
    counts.set(scope, (counts.get(scope) ?? 0) + 1);
  }
  return records.length;
}

/**
 * Puts many new records in at once: all of them, or, when one is invalid or exists already, none. Returns how many. For first
 * fillings and imports; not audited row by row.
 */
export async function seedRecords(
  context: Context,
  batches: Iterable<SeedBatch>,
  people: readonly SeedPerson[] = [],
): Promise<number> {
  const { db, clock, hub } = context;
  const seeded = await db.write(async (sql) => {
    const counts = new Map<string, number>();
    let rows = 0;
    for (const batch of batches) rows += await keepBatch(sql, context, { batch, counts });
    for (const { userId, password } of people) await setPassword(sql, userId, { password, now: clock.now() });
    return { rows, versions: await raiseScopes(sql, counts) };
  });
  hub.publish(seeded.versions);
  hub.membership();
  return seeded.rows;
}

/** Is there nobody yet who could sign in? */
export async function isEmpty({ db }: Context): Promise<boolean> {
  const rows = await db.read((sql) => sql.all('SELECT id FROM "user" LIMIT 1'));
  return rows.length === 0;
}
