import { createHash } from 'node:crypto';
import type { Json } from '../../shared/kernel/errors';
import type { Override } from '../../shared/protocol/override';
import { places, type Sql } from '../../shared/store/sql';
import { foundBy } from '../audit/audit-rows';
import { indexTouches, type Touched } from '../audit/audit-touches';
import type { Touches } from './touches';

/** Something that somebody did: who, where, when, which verb, and the rows before and after. */
export interface Deed {
  readonly at: number;
  readonly actor: string | null;
  readonly device: string | null;
  readonly verb: string;
  readonly uid: string | null;
  readonly touches: Touches | null;
  /** What changed, where it is no row. */
  readonly change?: { readonly before: Json; readonly after: Json };
  /** Where the actor let it through for a colleague: for whom, and why. */
  readonly override?: Override | undefined;
}

/** Stands for the hash before a chain's first entry. */
export const AUDIT_START = '0'.repeat(64);

function rowsOf({ touches, change }: Deed, side: 'before' | 'after'): string {
  if (change) return JSON.stringify(change[side]);
  const rows = [...(touches?.values() ?? [])].flatMap((touch) => {
    const record = touch[side];
    return record ? [{ entity: touch.entity.name, record }] : [];
  });
  return JSON.stringify(rows);
}

/** What an entry's hash is over, after that of the entry before. */
export const auditColumns = [
  'seq',
  'at',
  'actor',
  'device',
  'verb',
  'uid',
  'before',
  'after',
  'override_for',
  'override_reason',
] as const;
/** Those that came later count only where they are there, so that older entries keep their hash. */
const FIRST_COLUMNS = 8;

/** The lines of the index for deeds whose entries begin after `seq`. */
function touchedBy(deeds: readonly Deed[], chain: string, seq: number): Touched[] {
  return deeds.flatMap(({ at, touches }, index) => {
    const rows = [...(touches?.values() ?? [])].filter(({ before, after }) => before || after);
    const found = foundBy(rows.map(({ entity, id, before, after }) => ({ entity: entity.name, id, before, after })));
    return found.map((record) => ({ ...record, at, chain, seq: seq + 1 + index }));
  });
}

/** The hash of an entry: over that of the entry before and all of its own values, in the order of `auditColumns`. */
export function auditHash(previous: string, values: readonly (string | number | null)[]): string {
  const later = values.slice(FIRST_COLUMNS);
  const said = later.every((value) => value === null) ? values.slice(0, FIRST_COLUMNS) : values;
  return createHash('sha256')
    .update(JSON.stringify([previous, ...said]))
    .digest('hex');
}

/**
 * Appends to a chain in which each entry holds the hash of the one before, so that nothing can be taken out or changed unseen.
 * One chain per desk and one for the centre's own doings: a single chain for all would let every desk wait for every other.
 * With its entries go the lines of the index by which they are found (`audit_touch`), and how far the chain is indexed.
 * The caller holds a lock under which nobody else writes to this chain.
 */
export async function audit(sql: Sql, chain: string, deeds: readonly Deed[]): Promise<void> {
  if (deeds.length === 0) return;
  const [last] = await sql.all('SELECT seq, hash FROM audit_chain WHERE chain = ?', [chain]);
  const before = Number(last?.['seq'] ?? 0);
  let seq = before;
  let hash = String(last?.['hash'] ?? AUDIT_START);
  const rows = deeds.map((deed) => {
    const { at, actor, device, verb, uid, override } = deed;
    seq += 1;
    const sides = [rowsOf(deed, 'before'), rowsOf(deed, 'after')];
    const values = [seq, at, actor, device, verb, uid, ...sides, override?.for ?? null, override?.reason ?? null];
    hash = auditHash(hash, values);
    return [chain, ...values, hash];
  });
  const columns = ['chain', ...auditColumns, 'hash'];
  const one = `(${places(columns.length)})`;
  await sql.run(`INSERT INTO audit (${columns.join(', ')}) VALUES ${rows.map(() => one).join(', ')}`, rows.flat());
  await indexTouches(sql, touchedBy(deeds, chain, before));
  await sql.run(
    `INSERT INTO audit_chain (chain, seq, hash, indexed) VALUES (?, ?, ?, ?)
     ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,
       indexed = CASE WHEN audit_chain.indexed = audit_chain.seq THEN excluded.indexed ELSE audit_chain.indexed END`,
    [chain, seq, hash, seq],
  );
}
