import type { AnyRecord, Entity, RecordOf } from '../kernel/entity';
import { AppError } from '../kernel/errors';
import type { Tx } from '../kernel/mutation';
import { parseInput } from '../kernel/parse';
import { may, placeOf, type Rights } from '../kernel/permission';
import type { Condition } from '../kernel/query';
import { decode, encode } from './codec';
import { columnsOf } from './columns';
import { conditionSql } from './condition-sql';
import { joined, places, quoted, type Row, type Sql } from './sql';

/** A row before and after a verb touched it; `null` where there is none. */
export interface Touch {
  readonly entity: Entity;
  readonly id: string;
  readonly before: AnyRecord | null;
  readonly after: AnyRecord | null;
}

export interface VerbTxOptions {
  readonly sql: Sql;
  /** Of the actor, now. `null` replays what has been allowed before. */
  readonly rights: Rights | null;
  /** The verb's. It must be held at the place of every row that the verb writes, before and after. */
  readonly capability: string;
  /** Rows that are read are locked until the transaction ends (PostgreSQL). */
  readonly lock?: boolean;
  readonly onTouch?: (touch: Touch) => void | Promise<void>;
}

const FIND_LIMIT = 1000;

const keyOf = (entity: Entity, id: string) => `${entity.name}\n${id}`;

class SqlTx implements Tx {
  /** Rows that were looked up or written here: in its transaction nobody else changes them, so none is fetched twice. */
  private readonly known = new Map<string, Row | null>();

  constructor(private readonly options: VerbTxOptions) {}

  async get<E extends Entity>(entity: E, id: string): Promise<RecordOf<E> | null> {
    const record = await this.load(entity, id);
    return record as RecordOf<E> | null; // rows are only written after their entity's schema has passed them
  }

  async find<E extends Entity>(entity: E, where: readonly Condition[], limit = FIND_LIMIT): Promise<RecordOf<E>[]> {
    const { dialect } = this.options.sql;
    const parts = where.map((condition) => conditionSql(entity, condition, { dialect }));
    const { sql, params } = joined(parts, 'AND', '1 = 1');
    const text = `${this.select(entity)} WHERE ${sql} ORDER BY "id" LIMIT ?${this.locking()}`;
    const rows = await this.options.sql.all(text, [...params, limit]);
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
    await this.options.sql.run(`DELETE FROM ${quoted(entity.name)} WHERE "id" = ?`, [id]);
    this.known.set(keyOf(entity, id), null);
    await this.options.onTouch?.({ entity, id, before, after: null });
  }

  private select(entity: Entity): string {
    const columns = columnsOf(entity).map(({ name }) => quoted(name));
    return `SELECT ${columns.join(', ')} FROM ${quoted(entity.name)}`;
  }

  private locking(): string {
    return this.options.lock === true && this.options.sql.dialect === 'postgres' ? ' FOR UPDATE' : '';
  }

  private async load(entity: Entity, id: string): Promise<AnyRecord | null> {
    const key = keyOf(entity, id);
    let row = this.known.get(key);
    if (row === undefined) {
      const rows = await this.options.sql.all(`${this.select(entity)} WHERE "id" = ?${this.locking()}`, [id]);
      row = rows[0] ?? null;
      this.known.set(key, row);
    }
    return row ? decode(entity, row) : null;
  }

  private allow(entity: Entity, record: AnyRecord): void {
    const { rights, capability } = this.options;
    const place = placeOf(entity, record);
    if (rights === null || may(rights, capability, place)) return;
    const where = place ? { place: { ...place } } : {};
    throw new AppError('forbidden', `${capability} at this ${entity.name}`, { reason: 'place', ...where });
  }

  /** Only the columns that differ are written: rewriting indexed columns costs most of an update. */
  private async write(entity: Entity, before: AnyRecord | null, after: AnyRecord): Promise<void> {
    if (before) this.allow(entity, before);
    this.allow(entity, after);
    const { sql } = this.options;
    const names = columnsOf(entity).map(({ name }) => name);
    const next = encode(entity, after);
    if (!before) {
      const columns = names.map(quoted).join(', ');
      await sql.run(`INSERT INTO ${quoted(entity.name)} (${columns}) VALUES (${places(names.length)})`, next);
    } else {
      const current = encode(entity, before);
      const changed = [...names.keys()].filter((i) => next[i] !== current[i]);
      if (changed.length === 0) return;
      const sets = changed.map((i) => `${quoted(names[i] ?? '')} = ?`).join(', ');
      const values = changed.map((i) => next[i] ?? null);
      await sql.run(`UPDATE ${quoted(entity.name)} SET ${sets} WHERE "id" = ?`, [...values, after.id]);
    }
    this.known.set(keyOf(entity, after.id), Object.fromEntries(names.map((name, i) => [name, next[i] ?? null])));
    await this.options.onTouch?.({ entity, id: after.id, before, after });
  }
}

/**
 * The store as a verb sees it, over an open transaction of either database. Records are validated (`invalid`),
 * and every row written is checked against the actor's rights at its place (`forbidden`).
 */
export function createVerbTx(options: VerbTxOptions): Tx {
  return new SqlTx(options);
}
