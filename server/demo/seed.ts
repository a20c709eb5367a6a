import { scopeOf, type AnyRecord } from '../../shared/kernel/entity';
import { parseInput } from '../../shared/kernel/parse';
import { addSum, SUM_MODULUS, sumOfRecord } from '../../shared/store/row-sum';
import type { Sql } from '../../shared/store/sql';
import { setPassword } from '../identity/credentials';
import type { Context } from '../context';
import { keepBlob } from '../store/blobs';
import { insertRows } from '../store/insert-rows';
import { withoutIndexes } from '../store/without-indexes';
import type { ScopeSum } from '../upkeep/scope-sums';

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
async function raiseScopes(sql: Sql, added: ReadonlyMap<string, ScopeSum>): Promise<Record<string, number>> {
  const versions: Record<string, number> = {};
  for (const scope of [...added.keys()].sort()) {
    const { rows, sum } = added.get(scope) ?? { rows: 0, sum: 0 };
    const [row] = await sql.all(
      `INSERT INTO sync_scope (scope, version, floor, rows, sum) VALUES (?, 1, 1, ?, ?)
       ON CONFLICT (scope) DO UPDATE SET version = sync_scope.version + 1, floor = sync_scope.version + 1,
         rows = sync_scope.rows + excluded.rows, sum = (sync_scope.sum + excluded.sum) % ${SUM_MODULUS}
       RETURNING version`,
      [scope, rows, sum],
    );
    versions[scope] = Number(row?.['version']);
  }
  return versions;
}

/** Checks a batch, then returns what writes it: the next batch is made while the database works on this one. */
function prepared(
  sql: Sql,
  { domain }: Context,
  { batch, added }: { batch: SeedBatch; added: Map<string, ScopeSum> },
): () => Promise<unknown> {
  if (batch.kind === 'picture') {
    const blob = { type: 'image/svg+xml', bytes: Buffer.from(batch.svg) };
    return () => keepBlob(sql, batch.sha256, blob);
  }
  const entity = domain.entity(batch.entity);
  const records = batch.records.map((record) => parseInput(entity.schema, record));
  for (const record of records) {
    const scope = scopeOf(entity, record);
    const { rows, sum } = added.get(scope) ?? { rows: 0, sum: 0 };
    added.set(scope, { rows: rows + 1, sum: addSum(sum, sumOfRecord(entity, record)) });
  }
  return () => insertRows(sql, entity, records);
}

async function keepAll(sql: Sql, context: Context, batches: Iterable<SeedBatch>): Promise<Map<string, ScopeSum>> {
  const added = new Map<string, ScopeSum>();
  let writing: Promise<unknown> = Promise.resolve();
  for (const batch of batches) {
    const write = prepared(sql, context, { batch, added });
    await writing;
    writing = write();
    writing.catch(() => undefined); // awaited in the next round, or below
  }
  await writing;
  return added;
}

interface Seeding {
  readonly people?: readonly SeedPerson[];
  /** A first filling: the tables are empty. */
  readonly first?: boolean;
}

/**
 * Puts many new records in at once: all of them, or, when one is invalid or exists already, none. Returns how many. For first
 * fillings and imports; not audited row by row.
 */
export async function seedRecords(
  context: Context,
  batches: Iterable<SeedBatch>,
  { people = [], first = false }: Seeding = {},
): Promise<number> {
  const { db, domain, clock, hub } = context;
  const seeded = await db.write(async (sql) => {
    const keep = () => keepAll(sql, context, batches);
    const added = await (first ? withoutIndexes(sql, domain, keep) : keep());
    for (const { userId, password } of people) await setPassword(sql, userId, { password, now: clock.now() });
    return {
      rows: [...added.values()].reduce((count, { rows }) => count + rows, 0),
      versions: await raiseScopes(sql, added),
    };
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
