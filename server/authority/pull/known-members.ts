import type { Domain } from '../../../shared/kernel/register';
import type { Sql } from '../../../shared/store/sql';
import type { Database } from '../../store/database';
import { ABSENT_MS, memberships, scopesOf } from '../members';
import type { Standing } from './standing';

/** What a desk may hold, and all that this was worked out from. */
interface Known {
  readonly from: string;
  readonly scopes: readonly string[];
}

/** Desks remembered at most. */
const MOST = 10_000;
const known = new WeakMap<Database, Map<string, Known>>();

/** The scopes in which people, roles and places lie; null when one of them does not lie in a shared one. */
function decidingScopes(domain: Domain): string[] | null {
  const scopes = domain.entities.filter(({ name }) => memberships.has(name)).map(({ scope }) => scope);
  const shared = scopes.flatMap((scope) => ('shared' in scope ? [scope.shared] : []));
  return shared.length === scopes.length ? [...new Set(shared)].sort() : null;
}

/**
 * All that the membership of a desk follows from: who is of its people, and the versions and sums of the scopes in which people, roles and
 * places lie, which change with every row in them, in its transaction. Null where that cannot be said.
 */
function groundsOf(domain: Domain, { epoch, scopes, people }: Standing, now: number): string | null {
  const deciding = decidingScopes(domain);
  if (!deciding) return null;
  const present = [...people].filter(([, at]) => at > now - ABSENT_MS).map(([id]) => id);
  return JSON.stringify([epoch, present.sort(), deciding.map((scope) => [scope, scopes.get(scope) ?? null])]);
}

interface Asking {
  readonly device: string;
  readonly now: number;
  readonly standing: Standing;
}

/** The scopes that a desk may hold, if they were worked out on this node from what stands now; else null. */
export function knownScopes(
  { db, domain }: { db: Database; domain: Domain },
  { device, now, standing }: Asking,
): readonly string[] | null {
  const found = known.get(db)?.get(device);
  return found && found.from === groundsOf(domain, standing, now) ? found.scopes : null;
}

/** The same, worked out if need be, in the transaction that `standing` is from. */
export async function membershipOf(
  sql: Sql,
  { db, domain }: { db: Database; domain: Domain },
  asking: Asking,
): Promise<readonly string[]> {
  const already = knownScopes({ db, domain }, asking);
  if (already) return already;
  const { device, now, standing } = asking;
  const scopes = await scopesOf(sql, domain, { device, now });
  const from = groundsOf(domain, standing, now);
  const desks = known.get(db) ?? new Map<string, Known>();
  known.set(db, desks);
  const [oldest] = desks.keys();
  if (desks.size >= MOST && oldest !== undefined) desks.delete(oldest);
  if (from !== null) desks.set(device, { from, scopes });
  return scopes;
}
