import type { Entity } from '../../kernel/entity';
import { AppError } from '../../kernel/errors';
import type { Condition } from '../../kernel/query';
import { storedCondition } from '../condition-sql';
import type { Row } from '../sql';
import { findRows, readRow, readRows, type RowStore, type Tables } from './row-store';
import { writeRows, type RowChange } from './write-rows';

/** A search that only the tables can answer, among rows of which some are not in them yet. The caller writes what is kept and runs the verb on the tables. */
export class NeedsTables extends Error {}

type Held = Map<string, Row | null>;

function heldIn(all: Map<Entity, Held>, entity: Entity): Held {
  const known = all.get(entity) ?? new Map<string, Row | null>();
  all.set(entity, known);
  return known;
}

export interface BufferOptions extends Tables {
  /** Called with all changes of an entity before they are written, those included that came to nothing. */
  readonly onWrite?: (entity: Entity, changes: readonly RowChange[]) => Promise<void>;
}

/**
 * Rows of a transaction in memory: each is read once, and what verbs write is kept back until `flush`, which writes it with a few statements
 * for all. A verb that fails has written nothing, without a savepoint. Sound where nobody else changes the rows meanwhile: at a desk in its one
 * writing transaction, at the centre because rows are locked when they are read.
 */
export class BufferedRows {
  /** Rows as verbs see them. */
  private readonly known = new Map<Entity, Held>();
  /** What the tables have of rows that are not written back yet. */
  private readonly below = new Map<Entity, Held>();

  private broken = false;

  constructor(private readonly options: BufferOptions) {}

  /** Reads rows that will be asked for, with one statement. */
  async prefetch(entity: Entity, ids: Iterable<string>): Promise<void> {
    const known = heldIn(this.known, entity);
    const wanted = [...new Set(ids)].filter((id) => !known.has(id)).sort();
    if (wanted.length === 0) return;
    const rows = await readRows(this.options, entity, wanted);
    for (const id of wanted) known.set(id, null);
    for (const row of rows) known.set(String(row['id']), row);
  }

  /** The row as verbs see it; undefined when it was not read yet. */
  peek(entity: Entity, id: string): Row | null | undefined {
    return this.known.get(entity)?.get(id);
  }

  /** Runs `work` on rows of its own; they are kept when it resolves and forgotten when it throws, as it does `NeedsTables`. */
  async attempt<T>(work: (rows: RowStore) => Promise<T>): Promise<T> {
    const own = new Map<Entity, Held>();
    const result = await work(new Attempt(this, own));
    for (const [entity, rows] of own) for (const [id, row] of rows) this.keep(entity, id, row);
    return result;
  }

  /** Writes what is kept back. Once that has failed it fails ever after: what stands in the tables then is half of it. */
  async flush(): Promise<void> {
    if (this.broken) throw new AppError('internal', 'rows that could not be written');
    this.broken = true;
    for (const [entity, rows] of this.below) {
      const known = heldIn(this.known, entity);
      const changes = [...rows].map(([id, before]) => ({ before, after: known.get(id) ?? null, id }));
      await this.options.onWrite?.(entity, changes);
      await writeRows(this.options.sql, entity, changes);
    }
    this.below.clear();
    this.broken = false;
  }

  async get(entity: Entity, id: string): Promise<Row | null> {
    const known = heldIn(this.known, entity);
    const held = known.get(id);
    if (held !== undefined) return held;
    const row = await readRow(this.options, entity, id);
    known.set(id, row);
    return row;
  }

  /** Rows of the tables with `own`, and what is kept back, in their places. */
  async find(
    entity: Entity,
    { where, limit }: { where: readonly Condition[]; limit: number },
    own: Held,
  ): Promise<Row[]> {
    const written = new Map(own);
    for (const id of this.below.get(entity)?.keys() ?? [])
      if (!written.has(id)) written.set(id, heldIn(this.known, entity).get(id) ?? null);
    if (written.size > 0 && where.some(({ op }) => op !== 'eq')) throw new NeedsTables();
    const rows = await findRows(this.options, entity, { where, limit: limit + written.size });
    const others = rows.filter((row) => !written.has(String(row['id'])));
    for (const row of others) heldIn(this.known, entity).set(String(row['id']), row);
    const mine = [...written.values()].filter((row) => row !== null && where.every((one) => isEqual(entity, row, one)));
    const all = [...others, ...mine.filter((row) => row !== null)];
    return all.sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1)).slice(0, limit);
  }

  private keep(entity: Entity, id: string, row: Row | null): void {
    const known = heldIn(this.known, entity);
    const below = heldIn(this.below, entity);
    if (!below.has(id)) below.set(id, known.get(id) ?? null);
    known.set(id, row);
  }
}

function isEqual(entity: Entity, row: Row, condition: Condition): boolean {
  return (row[condition.field] ?? null) === storedCondition(entity, condition);
}

/** What one verb sees: its own rows over those that are kept. Whatever it writes it has read before. */
class Attempt implements RowStore {
  constructor(
    private readonly shared: BufferedRows,
    private readonly own: Map<Entity, Held>,
  ) {}

  async get(entity: Entity, id: string): Promise<Row | null> {
    const mine = this.own.get(entity)?.get(id);
    return mine === undefined ? this.shared.get(entity, id) : mine;
  }

  find(entity: Entity, where: readonly Condition[], limit: number): Promise<Row[]> {
    return this.shared.find(entity, { where, limit }, this.own.get(entity) ?? new Map<string, Row | null>());
  }

  async insert(entity: Entity, row: Row): Promise<void> {
    heldIn(this.own, entity).set(String(row['id']), row);
  }

  update(entity: Entity, row: Row): Promise<void> {
    return this.insert(entity, row);
  }

  async remove(entity: Entity, id: string): Promise<void> {
    heldIn(this.own, entity).set(id, null);
  }
}
