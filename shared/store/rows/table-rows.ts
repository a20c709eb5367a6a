import type { Entity } from '../../kernel/entity';
import type { Condition } from '../../kernel/query';
import { columnsOf } from '../columns';
import { places, quoted, type Row } from '../sql';
import { findRows, readRow, type RowStore, type Tables } from './row-store';

const keyOf = (entity: Entity, id: string) => `${entity.name}\n${id}`;

/** Rows in the tables themselves, each write a statement of its own. */
export class TableRows implements RowStore {
  /** Rows that were looked up or written here: in its transaction nobody else changes them, so none is fetched twice. */
  private readonly known = new Map<string, Row | null>();

  constructor(private readonly tables: Tables) {}

  async get(entity: Entity, id: string): Promise<Row | null> {
    const key = keyOf(entity, id);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const row = await readRow(this.tables, entity, id);
    this.known.set(key, row);
    return row;
  }

  find(entity: Entity, where: readonly Condition[], limit: number): Promise<Row[]> {
    return findRows(this.tables, entity, { where, limit });
  }

  async insert(entity: Entity, row: Row): Promise<void> {
    const names = columnsOf(entity).map(({ name }) => name);
    const columns = names.map(quoted).join(', ');
    await this.tables.sql.run(
      `INSERT INTO ${quoted(entity.name)} (${columns}) VALUES (${places(names.length)})`,
      names.map((name) => row[name] ?? null),
    );
    this.known.set(keyOf(entity, String(row['id'])), row);
  }

  async update(entity: Entity, row: Row, changed: readonly string[]): Promise<void> {
    const sets = changed.map((name) => `${quoted(name)} = ?`).join(', ');
    const id = String(row['id']);
    const values = changed.map((name) => row[name] ?? null);
    await this.tables.sql.run(`UPDATE ${quoted(entity.name)} SET ${sets} WHERE "id" = ?`, [...values, id]);
    this.known.set(keyOf(entity, id), row);
  }

  async remove(entity: Entity, id: string): Promise<void> {
    await this.tables.sql.run(`DELETE FROM ${quoted(entity.name)} WHERE "id" = ?`, [id]);
    this.known.set(keyOf(entity, id), null);
  }
}
