import type { AnyRecord, Entity, RecordOf } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { Tx } from '../kernel/mutation';
import { parseInput } from '../kernel/parse';
import { may, placeOf, type Rights } from '../kernel/permission';
import type { Condition } from '../kernel/query';
import { decode, encode } from './codec';
import { columnsOf } from './columns';
import type { RowStore, Tables } from './rows/row-store';
import { TableRows } from './rows/table-rows';

/** A row before and after a verb touched it; `null` where there is none. */
export interface Touch {
  readonly entity: Entity;
  readonly id: string;
  readonly before: AnyRecord | null;
  readonly after: AnyRecord | null;
}

/** What a verb may do with the rows of its store, and who is told. */
export interface VerbRules {
  /** Of the actor, now. `null` replays what has been allowed before. */
  readonly rights: Rights | null;
  /** The verb's. It must be held at the place of every row that the verb writes, before and after. */
  readonly capability: string;
  readonly onTouch?: (touch: Touch) => void | Promise<void>;
}

const FIND_LIMIT = 1000;

class StoreTx implements Tx {
  constructor(
    private readonly rows: RowStore,
    private readonly rules: VerbRules,
  ) {}

  async get<E extends Entity>(entity: E, id: string): Promise<RecordOf<E> | null> {
    const record = await this.load(entity, id);
    return record as RecordOf<E> | null; // rows are only written after their entity's schema has passed them
  }

  async find<E extends Entity>(entity: E, where: readonly Condition[], limit = FIND_LIMIT): Promise<RecordOf<E>[]> {
    const rows = await this.rows.find(entity, where, limit);
    return rows.map((row) => decode(entity, row) as RecordOf<E>); // see get
  }

  async put<E extends Entity>(entity: E, record: RecordOf<E>): Promise<void> {
    const after = parseInput(entity.schema, record);
    const before = await this.load(entity, after.id);
    await this.write(entity, before, after);
  }

  async patch<E extends Entity>(entity: E, id: string, changes: Partial<Omit<RecordOf<E>, 'id'>>): Promise<void> {
    const before = await this.load(entity, id);
    if (!before) throw new AppError('notFound', `${entity.name} ${id}`, { reason: 'gone' });
    await this.write(entity, before, parseInput(entity.schema, { ...before, ...changes, id }));
  }

  async remove(entity: Entity, id: string): Promise<void> {
    const before = await this.load(entity, id);
    if (!before) return;
    this.allow(entity, before);
    await this.rows.remove(entity, id);
    await this.rules.onTouch?.({ entity, id, before, after: null });
  }

  private async load(entity: Entity, id: string): Promise<AnyRecord | null> {
    const row = await this.rows.get(entity, id);
    return row ? decode(entity, row) : null;
  }

  private allow(entity: Entity, record: AnyRecord): void {
    const { rights, capability } = this.rules;
    const place = placeOf(entity, record);
    if (rights === null || may(rights, capability, place)) return;
    const where = place ? { place: { ...place } } : {};
    throw new AppError('forbidden', `${capability} at this ${entity.name}`, { reason: 'place', ...where });
  }

  /** Only the columns that differ are written: rewriting indexed columns costs most of an update. */
  private async write(entity: Entity, before: AnyRecord | null, after: AnyRecord): Promise<void> {
    if (before) this.allow(entity, before);
    this.allow(entity, after);
    const names = columnsOf(entity).map(({ name }) => name);
    const next = encode(entity, after);
    const row = Object.fromEntries(names.map((name, i) => [name, next[i] ?? null]));
    if (!before) await this.rows.insert(entity, row);
    else {
      const current = encode(entity, before);
      const changed = names.filter((_, i) => next[i] !== current[i]);
      if (changed.length === 0) return;
      await this.rows.update(entity, row, changed);
    }
    await this.rules.onTouch?.({ entity, id: after.id, before, after });
  }
}

/**
 * The store as a verb sees it. Records are validated (`invalid`), and every row written is checked against the actor's rights at its place
 * (`forbidden`).
 */
export function verbTxOn(rows: RowStore, rules: VerbRules): Tx {
  return new StoreTx(rows, rules);
}

/** The same over an open transaction of either database, each write a statement of its own. */
export function createVerbTx({ sql, lock, ...rules }: VerbRules & Tables): Tx {
  return verbTxOn(new TableRows({ sql, lock }), rules);
}
