import { createHash } from 'node:crypto';
import type { Row, Sql } from '../../shared/store/sql';
import { AUDIT_START, auditColumns, auditHash } from '../authority/audit';

/** Entries read at a time. */
const PAGE = 1000;

/**
 * The first entry of a chain that is not as it was written. `changed`: it is not what its hash says. `missing`: an entry with this number
 * should be here. `end`: the chain ends here, not where it was last written.
 */
export interface BrokenEntry {
  readonly chain: string;
  readonly seq: number;
  readonly fault: 'changed' | 'missing' | 'end';
}

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

async function* entriesOf(sql: Sql, chain: string): AsyncGenerator<Row> {
  for (let after = -1; ;) {
    const rows = await sql.all(`SELECT * FROM audit WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ${PAGE}`, [
      chain,
      after,
    ]);
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['seq']);
  }
}

const hashOf = (previous: string, row: Row) =>
  auditHash(
    previous,
    auditColumns.map((name) => row[name] ?? null),
  );

async function walk(sql: Sql, chain: string, end: End): Promise<{ entries: number; broken: BrokenEntry | null }> {
  let at: End = { seq: 0, hash: AUDIT_START };
  let entries = 0;
  for await (const row of entriesOf(sql, chain)) {
    const seq = at.seq + 1;
    entries += 1;
    if (Number(row['seq']) !== seq) return { entries, broken: { chain, seq, fault: 'missing' } };
    const hash = hashOf(at.hash, row);
    if (hash !== row['hash']) return { entries, broken: { chain, seq, fault: 'changed' } };
    at = { seq, hash };
  }
  const whole = at.seq === end.seq && at.hash === end.hash;
  return { entries, broken: whole ? null : { chain, seq: at.seq, fault: 'end' } };
}

/** Walks every chain of the audit log from its start, in one state of the database. Finds whatever was changed, taken out or put in. */
export async function checkAudit(sql: Sql): Promise<AuditReport> {
  const heads = await sql.all('SELECT chain, seq, hash FROM audit_chain');
  const ends = new Map(heads.map((row) => [String(row['chain']), row]));
  const there = await sql.all('SELECT DISTINCT chain FROM audit');
  const chains = [...new Set([...ends.keys(), ...there.map((row) => String(row['chain']))])].sort();
  const seal = createHash('sha256');
  const broken: BrokenEntry[] = [];
  let entries = 0;
  for (const chain of chains) {
    const end = { seq: Number(ends.get(chain)?.['seq'] ?? 0), hash: String(ends.get(chain)?.['hash'] ?? AUDIT_START) };
    const found = await walk(sql, chain, end);
    entries += found.entries;
    if (found.broken) broken.push(found.broken);
    seal.update(JSON.stringify([chain, end.seq, end.hash]));
  }
  return { chains: chains.length, entries, broken, seal: seal.digest('hex') };
}
