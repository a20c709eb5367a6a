import { AppError } from '../../shared/kernel/errors';
import type { Entity } from '../../shared/kernel/entity';
import type { Domain } from '../../shared/kernel/register';
import type { Pull, PullAnswer, RereadRows, Rows, ScopeDelta } from '../../shared/protocol/sync';
import { quoted, type Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { clientOf } from './clients';
import { knownScopes, membershipOf } from './pull/known-members';
import { standingOf, type ScopeRow, type Standing } from './pull/standing';
import { parkedOf } from './results';
import { entitiesOf, pageOf, placeCondition } from './snapshot';
import { knows, toldColumns, viewOf, type View } from './view';

/** Rows in one answer, of all scopes together. A single version may hold more: it is never split. */
const PAGE = 4000;
/** A delta longer than this is slower than a snapshot. */
const TOO_MUCH = 50_000;

const untouched: ScopeRow = { version: 0, floor: 0, rows: 0, sum: 0 };

/** What a desk is told of: the entities and columns that it knows. */
interface Telling {
  readonly domain: Domain;
  readonly view: View;
}

interface Span {
  readonly scope: string;
  readonly view: View;
  readonly from: number;
  readonly to: number;
}

async function changesOf(sql: Sql, entity: Entity, { scope, view, from, to }: Span): Promise<Rows> {
  const told = toldColumns(entity, view);
  const columns = told.map(({ name }) => name);
  const place = placeCondition(entity, scope, 'e');
  const rows = await sql.all(
    `SELECT l.id AS _logged, ${told.map((column) => `${column.sql('e.')} AS ${quoted(column.name)}`).join(', ')}
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
  { domain, view }: Telling,
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
    if (names.has(entity.name) && knows(view, entity))
      changes.push(await changesOf(sql, entity, { scope, view, from, to }));
  }
  return { delta: { scope, kind: 'delta', from, to, more: to < row.version, changes }, used: within.length };
}

/** History was lost without a new epoch, as when files were copied back by hand. The desk does what it does for a new one. */
const behind = ({ epoch }: Pull, where: { scope?: string } = {}) =>
  new AppError('conflict', 'the centre is behind this desk', { reason: 'epoch', epoch, ...where });

type Known = ReadonlyMap<string, ScopeRow>;

async function scopeDeltas(
  sql: Sql,
  telling: Telling,
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
    const { delta, used } = await deltaOf(sql, telling, { scope, from, row, room });
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

/** Rows that a desk wants again, of scopes that it knows as they are in this snapshot once it has taken the deltas. */
async function rowsAgain(
  sql: Sql,
  { domain, view }: Telling,
  { membership, asked, scopes }: { membership: readonly string[]; asked: Pull; scopes: readonly ScopeDelta[] },
): Promise<RereadRows[]> {
  const again: RereadRows[] = [];
  let room = PAGE;
  for (const { scope, entity: name, after } of asked.reread ?? []) {
    const entity = entitiesOf(domain, scope).find((one) => one.name === name && knows(view, one));
    const isBehind = scopes.some((delta) => delta.scope === scope && (delta.kind === 'snapshot' || delta.more));
    const isHeld = membership.includes(scope) && typeof asked.cursors[scope] === 'number';
    if (!entity || isBehind || !isHeld || room <= 0) continue;
    const rows = await pageOf(sql, entity, { scope, view, after, limit: room });
    const next = rows.length < room ? null : String(rows.at(-1)?.[0]);
    again.push({ scope, entity: name, columns: toldColumns(entity, view).map((column) => column.name), rows, next });
    room -= rows.length;
  }
  return again;
}

/** Where a scope is to be loaded anew, the file that has it, if there is one. An older desk gets lines: a file is made of the tables of now. */
async function withFiles(
  sql: Sql,
  { files }: Pick<Context, 'files'>,
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

type Asked = Pull & { readonly device: string; readonly tables?: number | undefined };

/** The answer to a desk that has everything; null when there may be something to tell it. */
function nothingNew(context: Context, asked: Asked, standing: Standing): PullAnswer | null {
  const { device, clientId, epoch, pullSeq, cursors } = asked;
  const { client, scopes, parked } = standing;
  const now = context.clock.now();
  if (!client || client.device !== device || client.retired || epoch !== standing.epoch) return null;
  if (asked.verify || asked.reread || parked || (asked.lmid ?? 0) > client.lmid) return null;
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
 * What changed since the desk's cursors, in every scope that it may hold, from one snapshot of the database, in the columns that the desk's
 * `tables` know. Never writes. Throws `conflict` (epoch, retired), `notFound` (unknownClient) and `upgradeRequired` (desk.tooOld).
 */
export async function pull(context: Context, { device, tables, ...asked }: Asked): Promise<PullAnswer> {
  const { db, domain, clock } = context;
  const telling = { domain, view: viewOf(domain, tables) };
  const known = asked.lmid ?? 0;
  const who = { clientId: asked.clientId, device, lmid: known };
  // Most pulls find nothing: one statement sees that.
  const quiet = nothingNew(context, { ...asked, device }, await standingOf({ all: db.look }, who));
  if (quiet) return quiet;
  return db.read(async (sql) => {
    const client = await clientOf(sql, { ...asked, device });
    const standing = await standingOf(sql, who);
    const membership = [...(await membershipOf(sql, context, { device, now: clock.now(), standing }))];
    const scopes = await scopeDeltas(sql, telling, { known: standing.scopes, membership, asked });
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
      scopes: await withFiles(sql, telling.view === null ? context : {}, {
        known: standing.scopes,
        epoch: asked.epoch,
        scopes,
      }),
      ...(asked.reread ? { reread: await rowsAgain(sql, telling, { membership, asked, scopes }) } : {}),
      ...(asked.verify ? { sums: sumsOf(standing.scopes, membership) } : {}),
    };
  });
}
