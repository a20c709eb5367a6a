import { createHash } from 'node:crypto';
import type { AuditVerdict } from '../../shared/protocol/audit';
import type { Row, Sql } from '../../shared/store/sql';
import { entryPages, foreignLine, indexFault, type IndexFault } from '../audit/audit-touches';
import { AUDIT_START, auditColumns, auditHash } from '../authority/audit';
import { columnsThere } from '../store/columns-there';

/** The first entry of a chain that is not as it was written, or not told by the index as it is; see `auditFaults`. */
export type BrokenEntry = Omit<AuditVerdict['broken'][number], 'device'>;

export interface AuditReport {
  readonly chains: number;
  readonly entries: number;
  /** At most one a chain; empty when all is well. */
  readonly broken: readonly BrokenEntry[];
  /** Over the ends of all chains: noted elsewhere, it also tells of a chain that was written anew from its start. */
  readonly seal: string;
}

interface End {
  readonly seq: number;
  readonly hash: string;
}

interface Walk {
  readonly chain: string;
  /** Where the chain was last written to. */
  readonly end: End;
  readonly indexed: boolean;
  readonly signal: AbortSignal | undefined;
}

const hashOf = (previous: string, row: Row) =>
  auditHash(
    previous,
    auditColumns.map((name) => row[name] ?? null),
  );

/** Where the chain stands after these entries, or what is wrong with the first that does not follow. */
function follow(chain: string, from: End, rows: readonly Row[]): { at: End; broken: BrokenEntry | null } {
  let at = from;
  for (const row of rows) {
    const seq = at.seq + 1;
    if (Number(row['seq']) !== seq) return { at, broken: { chain, seq, fault: 'missing' } };
    const hash = hashOf(at.hash, row);
    if (hash !== row['hash']) return { at, broken: { chain, seq, fault: 'changed' } };
    at = { seq, hash };
  }
  return { at, broken: null };
}

async function walk(
  sql: Sql,
  { chain, end, indexed, signal }: Walk,
): Promise<{ entries: number; broken: BrokenEntry | null }> {
  let at: End = { seq: 0, hash: AUDIT_START };
  let entries = 0;
  let unlike: IndexFault | null = null;
  for await (const rows of entryPages(sql, chain)) {
    signal?.throwIfAborted();
    entries += rows.length;
    const followed = follow(chain, at, rows);
    if (followed.broken) return { entries, broken: followed.broken };
    ({ at } = followed);
    if (indexed) unlike ??= await indexFault(sql, rows);
  }
  if (at.seq !== end.seq || at.hash !== end.hash) return { entries, broken: { chain, seq: at.seq, fault: 'end' } };
  if (indexed) unlike ??= await foreignLine(sql, chain, at.seq);
  return { entries, broken: unlike && { chain, ...unlike } };
}

async function chainNames(sql: Sql, tables: readonly string[]): Promise<string[]> {
  const text = tables.map((table) => `SELECT chain FROM ${table}`).join(' UNION ');
  return (await sql.all(text)).map((row) => String(row['chain'])).sort();
}

/**
 * Walks every chain of the audit log from its start, in one state of the database, and compares the index of touched rows with it.
 * Finds whatever was changed, taken out or put in. A database that was never started with an index is checked without.
 */
export async function checkAudit(sql: Sql, signal?: AbortSignal): Promise<AuditReport> {
  const indexed = (await columnsThere(sql, 'audit_touch')).size > 0;
  const heads = await sql.all('SELECT chain, seq, hash FROM audit_chain');
  const ends = new Map(heads.map((row) => [String(row['chain']), row]));
  const chains = await chainNames(sql, ['audit_chain', 'audit', ...(indexed ? ['audit_touch'] : [])]);
  const seal = createHash('sha256');
  const broken: BrokenEntry[] = [];
  let entries = 0;
  for (const chain of chains) {
    const end = { seq: Number(ends.get(chain)?.['seq'] ?? 0), hash: String(ends.get(chain)?.['hash'] ?? AUDIT_START) };
    const found = await walk(sql, { chain, end, indexed, signal });
    entries += found.entries;
    if (found.broken) broken.push(found.broken);
    seal.update(JSON.stringify([chain, end.seq, end.hash]));
  }
  return { chains: chains.length, entries, broken, seal: seal.digest('hex') };
}
