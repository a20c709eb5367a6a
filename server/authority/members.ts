import type { Domain } from '../../shared/kernel/register';
import { mayHoldScope, type Rights } from '../../shared/kernel/permission';
import type { Sql } from '../../shared/store/sql';
import { activeUser, rightsOf } from './rights';

/** Somebody who has not signed in at a desk for so long is no longer one of its people. */
export const ABSENT_MS = 90 * 86_400_000;

/** Changes of these may change what somebody may do, or which scopes there are. */
export const memberships: ReadonlySet<string> = new Set(['user', 'role', 'store', 'warehouse']);

/** The active people of a desk and what each may do, now. */
export async function rightsAtDevice(sql: Sql, device: string, now: number): Promise<Rights[]> {
  const rows = await sql.all(
    'SELECT user_id FROM device_person WHERE device = ? AND last_sign_in > ? ORDER BY user_id',
    [device, now - ABSENT_MS],
  );
  const all: Rights[] = [];
  for (const row of rows) {
    const person = await activeUser(sql, String(row['user_id']));
    if (person) all.push(await rightsOf(sql, person));
  }
  return all;
}

/** Every scope that there is: the shared ones and one per store and warehouse. */
export async function allScopes(sql: Sql, domain: Domain): Promise<string[]> {
  const shared = domain.entities.flatMap(({ scope }) => ('shared' in scope ? [scope.shared] : []));
  const stores = await sql.all('SELECT id FROM "store"');
  const warehouses = await sql.all('SELECT id FROM "warehouse"');
  return [
    ...new Set(shared),
    ...stores.map((row) => `store/${String(row['id'])}`),
    ...warehouses.map((row) => `warehouse/${String(row['id'])}`),
  ].sort();
}

/** The scopes that a desk may hold: all that any of its people may. Sorted. */
export async function scopesOf(
  sql: Sql,
  domain: Domain,
  { device, now }: { device: string; now: number },
): Promise<string[]> {
  const people = await rightsAtDevice(sql, device, now);
  if (people.length === 0) return [];
  const scopes = await allScopes(sql, domain);
  return scopes.filter((scope) => people.some((rights) => mayHoldScope(rights, domain.entities, scope)));
}
