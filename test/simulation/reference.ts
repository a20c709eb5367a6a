import type { AnyRecord, Entity, RecordOf } from '../../shared/kernel/entity';
import { AppError } from '../../shared/kernel/errors';
import type { Tx } from '../../shared/kernel/mutation';
import { parseInput } from '../../shared/kernel/parse';
import type { Condition } from '../../shared/kernel/query';
import type { Domain } from '../../shared/kernel/register';
import { encode } from '../../shared/store/codec';
import { entityOf, recordOf, type Rows } from './rows';

/** A gesture as the reference runs it. */
export interface Deed {
  readonly uid: string;
  readonly name: string;
  readonly ver: number;
  readonly args: unknown;
  readonly actor: string;
  readonly at: number;
}

function meets(record: AnyRecord, condition: Condition): boolean {
  if (!('op' in condition) || condition.op !== 'eq') throw new Error('the reference knows equality only');
  return record[condition.field] === condition.value;
}

/** The store that a verb sees, as a plain map: shares nothing with the product's. */
class PlainTx implements Tx {
  readonly changed: Rows = new Map();
  private readonly gone = new Set<string>();

  constructor(private readonly rows: Rows) {}

  async get<E extends Entity>(entity: E, id: string): Promise<RecordOf<E> | null> {
    return this.load(entity, id) as RecordOf<E> | null; // of this entity, see `put`
  }

  async find<E extends Entity>(entity: E, where: readonly Condition[], limit = 1000): Promise<RecordOf<E>[]> {
    const keys = new Set([...this.rows.keys(), ...this.changed.keys()]);
    const ids = [...keys]
      .filter((key) => key.startsWith(`${entity.name} `))
      .map((key) => key.slice(entity.name.length + 1));
    const found = ids.flatMap((id) => this.load(entity, id) ?? []);
    const matching = found.filter((record) => where.every((condition) => meets(record, condition)));
    return matching.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit) as RecordOf<E>[]; // see `get`
  }

  async put<E extends Entity>(entity: E, record: RecordOf<E>): Promise<void> {
    const parsed = parseInput(entity.schema, record);
    this.set(entity, parsed);
  }

  async patch<E extends Entity>(entity: E, id: string, changes: Partial<Omit<RecordOf<E>, 'id'>>): Promise<void> {
    const before = this.load(entity, id);
    if (!before) throw new AppError('notFound', 'gone');
    this.set(entity, parseInput(entity.schema, { ...before, ...changes, id }));
  }

  async remove(entity: Entity, id: string): Promise<void> {
    this.changed.delete(`${entity.name} ${id}`);
    this.gone.add(`${entity.name} ${id}`);
  }

  /** Makes all of it so. */
  commit(): void {
    for (const key of this.gone) this.rows.delete(key);
    for (const [key, row] of this.changed) this.rows.set(key, row);
  }

  private set(entity: Entity, record: AnyRecord): void {
    this.gone.delete(`${entity.name} ${record.id}`);
    this.changed.set(`${entity.name} ${record.id}`, encode(entity, record));
  }

  private load(entity: Entity, id: string): AnyRecord | null {
    const key = `${entity.name} ${id}`;
    const row = this.gone.has(key) ? undefined : (this.changed.get(key) ?? this.rows.get(key));
    return row ? recordOf(entityOf([entity], key), row) : null;
  }
}

/** What must be visible: the base with these deeds on top, in order, each whole or not at all. */
export async function replayed(domain: Domain, base: Rows, deeds: readonly Deed[]): Promise<Rows> {
  const rows: Rows = new Map(base);
  for (const { uid, name, ver, args, actor, at } of deeds) {
    const tx = new PlainTx(rows);
    try {
      const verb = domain.mutation(name, ver);
      await verb.run(tx, parseInput(verb.args, args), { actor, at, uid });
      tx.commit();
    } catch {
      // a prediction that fails leaves nothing
    }
  }
  return rows;
}
