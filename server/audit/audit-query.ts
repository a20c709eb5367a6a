import type { Entity } from '../../shared/kernel/entity';
import { may, placeOf, type Rights } from '../../shared/kernel/permission';
import type { Domain } from '../../shared/kernel/register';
import type { AuditEntry, AuditKey, AuditPage, AuditQuery } from '../../shared/protocol/audit';
import { joined, places, type Row, type Sql, type Statement } from '../../shared/store/sql';
import { standsFor, touchedRows, type AuditRow, type Found, type TouchedRow } from './audit-rows';

/** A question looks through so many pages at most: who may read little of what was done gets a short page and where to go on. */
const PAGES = 10;

interface Reader {
  readonly domain: Domain;
  readonly rights: Rights;
}

/** Verbs are asked for without their version. `A` is what follows `@`. */
const ofVerb = (verb: string): Statement => ({
  sql: 'a.verb = ? OR (a.verb >= ? AND a.verb < ?)',
  params: [verb, `${verb}@`, `${verb}A`],
});

function conditions({ about, persons, verbs, from, to }: AuditQuery): Statement[] {
  return [
    ...(about ? [{ sql: 't.entity = ? AND t.id = ?', params: [about.entity, about.id] }] : []),
    ...(persons.length > 0 ? [{ sql: `a.actor IN (${places(persons.length)})`, params: persons }] : []),
    ...(verbs.length > 0 ? [joined(verbs.map(ofVerb), 'OR', '')] : []),
    ...(from === null ? [] : [{ sql: 'a.at >= ?', params: [from] }]),
    ...(to === null ? [] : [{ sql: 'a.at <= ?', params: [to] }]),
  ];
}

/** The next entries, newest first. The index of touched rows has the same order, so that those of one record need no sorting. */
function pageOf(sql: Sql, query: AuditQuery, after: AuditKey | null): Promise<Row[]> {
  const key = query.about ? 't' : 'a';
  const table = query.about ? 'audit_touch AS t JOIN audit AS a ON a.chain = t.chain AND a.seq = t.seq' : 'audit AS a';
  const older = after && {
    sql: `(${key}.at, ${key}.chain, ${key}.seq) < (?, ?, ?)`,
    params: [after.at, after.chain, after.seq],
  };
  const where = joined([...conditions(query), ...(older ? [older] : [])], 'AND', '1 = 1');
  const order = ['at', 'chain', 'seq'].map((name) => `${key}.${name} DESC`).join(', ');
  return sql.all(`SELECT a.* FROM ${table} WHERE ${where.sql} ORDER BY ${order} LIMIT ${query.limit}`, where.params);
}

/** What of a touched row the reader may read: each side by the place where the row lay then. Null when it is neither. */
function shown({ domain, rights }: Reader, row: TouchedRow): TouchedRow | null {
  const entity = domain.entities.find(({ name }) => name === row.entity);
  if (!entity) return null;
  const side = (record: AuditRow['record'] | null) => (record && mayRead(rights, entity, record) ? record : null);
  const [before, after] = [side(row.before), side(row.after)];
  return before || after ? { entity: row.entity, id: row.id, before, after } : null;
}

const mayRead = (rights: Rights, entity: Entity, record: AuditRow['record']) =>
  may(rights, entity.capabilities.read, placeOf(entity, record));

const textOrNull = (value: Row[string] | undefined) => (typeof value === 'string' ? value : null);

/** An entry as this reader may see it. Null when it touched rows and he may read none, or none of the record that he asks about. */
function entryOf(reader: Reader, row: Row, { about }: AuditQuery): AuditEntry | null {
  const rows = touchedRows(String(row['before']), String(row['after']));
  const touched = rows.flatMap((one) => shown(reader, one) ?? []);
  if (rows.length > 0 && touched.length === 0) return null;
  const isAbout = ({ entity, id }: Found) => entity === about?.entity && id === about.id;
  if (about && !touched.some((one) => standsFor(one).some(isAbout))) return null;
  const lentTo = textOrNull(row['override_for']);
  return {
    at: Number(row['at']),
    chain: String(row['chain']),
    seq: Number(row['seq']),
    override: lentTo === null ? null : { for: lentTo, reason: String(row['override_reason']) },
    actor: textOrNull(row['actor']),
    device: textOrNull(row['device']),
    verb: String(row['verb']),
    uid: textOrNull(row['uid']),
    hash: String(row['hash']),
    touched: touched as AuditEntry['touched'], // they were read from JSON
    hidden: rows.length - touched.length,
  };
}

/** A page of the audit log as somebody with these rights may read it. */
export async function queryAudit(
  sql: Sql,
  reader: Reader,
  query: AuditQuery,
): Promise<Pick<AuditPage, 'entries' | 'next'>> {
  const entries: AuditEntry[] = [];
  let { after } = query;
  for (let page = 0; page < PAGES; page += 1) {
    const rows = await pageOf(sql, query, after);
    for (const row of rows) {
      const entry = entryOf(reader, row, query);
      if (entry && entries.push(entry) === query.limit)
        return { entries, next: { at: entry.at, chain: entry.chain, seq: entry.seq } };
    }
    const last = rows.at(-1);
    if (!last || rows.length < query.limit) return { entries, next: null };
    after = { at: Number(last['at']), chain: String(last['chain']), seq: Number(last['seq']) };
  }
  return { entries, next: after };
}
