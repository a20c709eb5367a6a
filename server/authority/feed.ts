import { AppError } from '../../shared/kernel/errors';
import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import type { Pull, PullAnswer, Rows, ScopeDelta } from '../../shared/protocol/sync';
import { columnsOf } from '../../shared/store/columns';
import { quoted, type Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { clientOf } from './clients';
import { knownScopes, membershipOf } from './pull/known-members';
import { standingOf, type ScopeRow, type Standing } from './pull/standing';
import { parkedOf } from './results';

/** Rows in one answer, of all scopes together. A single version may hold more: it is never split. */
const PAGE = 4000;
/** A delta longer than this is slower than a snapshot. */
const TOO_MUCH = 50_000;

const untouched: ScopeRow = { version: 0, floor: 0, rows: 0, sum: 0 };

/** `AND e."storeId" = ?` for a scope of a place: a row that moved away counts as gone. */
export function placeCondition(entity: Entity, scope: string, alias: string): { sql: string; params: string[] } {
  if ('shared' in entity.scope) return { sql: '', params: [] };
  return { sql: ` AND ${alias}.${quoted(entity.scope.field)} = ?`, params: [scope.slice(scope.indexOf('/') + 1)] };
}

interface Span {
  readonly scope: string;
  readonly from: number;
  readonly to: number;
}

async function changesOf(sql: Sql, entity: Entity, { scope, from, to }: Span): Promise<Rows> {
  const columns = columnsOf(entity).map(({ name }) => name);
  const place = placeCondition(entity, scope, 'e');
  const rows = await sql.all(
    `SELECT l.id AS _logged, ${columns.map((name) => `e.${quoted(name)}`).join(', ')}
     FROM sync_log l LEFT JOIN ${quoted(entity.name)} e ON e.id = l.id${place.sql}
     WHERE l.scope = ? AND l.v > ? AND l.v <= ? AND l.entity = ?`,
    [...place.params, scope, from, to, entity.name],
  );
  const changes: Rows = { entity: entity.name, columns, rows: [], removed: [] };
  for (const row of rows) {
    if (row['id'] === null) changes.removed.push(String(row['_logged']));
    else changes.rows.push(columns.map((name) => row[name] ?? null));
  }
  return changes;
}

/** Where a page may end: the last version that fits whole, but at least one. */
function endOf(versions: readonly number[], room: number, newest: number): number {
  const beyond = versions[room];
  if (beyond === undefined) return newest;
  return versions.filter((v) => v < beyond).at(-1) ?? beyond;
}

async function deltaOf(
  sql: Sql,
  domain: Domain,
  { scope, from, row, room }: { scope: string; from: number; row: ScopeRow; room: number },
): Promise<{ delta: ScopeDelta; used: number }> {
  const nothing = { scope, kind: 'delta' as const, from, to: from, more: true, changes: [] };
  if (room <= 0) return { delta: nothing, used: 0 };
  const log = await sql.all('SELECT v, entity FROM sync_log WHERE scope = ? AND v > ? ORDER BY v LIMIT ?', [
    scope,
    from,
    TOO_MUCH + 1,
  ]);
  if (log.length > TOO_MUCH) return { delta: { scope, kind: 'snapshot', rows: row.rows }, used: 0 };
  const to = endOf(
    log.map((entry) => Number(entry['v'])),
    room,
    row.version,
  );
  const within = log.filter((entry) => Number(entry['v']) <= to);
  const names = new Set(within.map((entry) => String(entry['entity'])));
  const changes: Rows[] = [];
  for (const entity of domain.entities) {
    if (names.has(entity.name)) changes.push(await changesOf(sql, entity, { scope, from, to }));
  }
  return { delta: { scope, kind: 'delta', from, to, more: to < row.version, changes }, used: within.length };
}

/** History was lost without a new epoch, as when files were copied back by hand. The desk does what it does for a new one. */
const behind = ({ epoch }: Pull, where: { scope?: string } = {}) =>
  new AppError('conflict', 'the centre is behind this desk', { reason: 'epoch', epoch, ...where });

type Known = ReadonlyMap<string, ScopeRow>;

async function scopeDeltas(
  sql: Sql,
  domain: Domain,
  { known, membership, asked }: { known: Known; membership: readonly string[]; asked: Pull },
): Promise<ScopeDelta[]> {
  const deltas: ScopeDelta[] = [];
  let room = PAGE;
  for (const scope of membership) {
    const row = known.get(scope) ?? untouched;
    const from = asked.cursors[scope] ?? null;
    if (from !== null && from > row.version) throw behind(asked, { scope });
    if (from === row.version) continue;
    if (from === null || from < row.floor) {
      deltas.push({ scope, kind: 'snapshot', rows: row.rows });
      continue;
    }
    const { delta, used } = await deltaOf(sql, domain, { scope, from, row, room });
    deltas.push(delta);
    room -= used;
  }
  return deltas;
}

function sumsOf(known: Known, membership: readonly string[]): PullAnswer['sums'] {
  return Object.fromEntries(
    membership.map((scope) => {
      const { version, rows, sum } = known.get(scope) ?? untouched;
      return [scope, { v: version, rows, sum }];
    }),
  );
}

/** Where a scope is to be loaded anew, the file that has it, if there is one. */
async function withFiles(
  sql: Sql,
  { files }: Context,
  { known, epoch, scopes }: { known: Known; epoch: string; scopes: readonly ScopeDelta[] },
): Promise<ScopeDelta[]> {
  const told: ScopeDelta[] = [];
  for (const delta of scopes) {
    const row = known.get(delta.scope);
    const file =
      delta.kind === 'snapshot' && row ? await files?.announce(sql, { ...row, scope: delta.scope, epoch }) : null;
    told.push(delta.kind === 'snapshot' && file ? { ...delta, file } : delta);
  }
  return told;
}

const isUnfinished = (delta: ScopeDelta) => delta.kind === 'delta' && delta.more;

type Asked = Pull & { readonly device: string };

/** The answer to a desk that has everything; null when there may be something to tell it. */
function nothingNew(context: Context, asked: Asked, standing: Standing): PullAnswer | null {
  const { device, clientId, epoch, pullSeq, cursors } = asked;
  const { client, scopes, parked } = standing;
  const now = context.clock.now();
  if (!client || client.device !== device || client.retired || epoch !== standing.epoch) return null;
  if (asked.verify || parked || (asked.lmid ?? 0) > client.lmid) return null;
  const membership = knownScopes(context, { device, now, standing });
  const isAsAsked = (scope: string) => (scopes.get(scope) ?? untouched).version === cursors[scope];
  if (!membership?.every(isAsAsked)) return null;
  return {
    clientId,
    epoch,
    pullSeq,
    time: now,
    lmid: client.lmid,
    results: [],
    membership: [...membership],
    scopes: [],
  };
}

/**
 * What changed since the desk's cursors, in every scope that it may hold, from one snapshot of the database. Never writes.
 * Throws `conflict` (epoch, retired) and `notFound` (unknownClient).
 */
export async function pull(context: Context, { device, ...asked }: Asked): Promise<PullAnswer> {
  const { db, domain, clock } = context;
  const known = asked.lmid ?? 0;
  const who = { clientId: asked.clientId, device, lmid: known };
  // Most pulls find nothing: one statement sees that.
  const quiet = nothingNew(context, { ...asked, device }, await standingOf({ all: db.look }, who));
  if (quiet) return quiet;
  return db.read(async (sql) => {
    const client = await clientOf(sql, { ...asked, device });
    const standing = await standingOf(sql, who);
    const membership = [...(await membershipOf(sql, context, { device, now: clock.now(), standing }))];
    const scopes = await scopeDeltas(sql, domain, { known: standing.scopes, membership, asked });
    if (known > client.lmid) throw behind(asked);
    const lmid = scopes.some(isUnfinished) ? known : client.lmid;
    return {
      clientId: asked.clientId,
      epoch: asked.epoch,
      pullSeq: asked.pullSeq,
      time: clock.now(),
      lmid,
      results: await parkedOf(sql, client.id, { from: known, to: lmid }),
      membership,
      scopes: await withFiles(sql, context, { known: standing.scopes, epoch: asked.epoch, scopes }),
      ...(asked.verify ? { sums: sumsOf(standing.scopes, membership) } : {}),
    };
  });
}
