import { conflict } from '../../shared/domain/administration/conflict';
import type { Entity } from '../../shared/kernel/entity';
import type { Tx } from '../../shared/kernel/mutation';
import type { Domain } from '../../shared/kernel/register';
import type { Sql, SqlValue } from '../../shared/store/sql';
import type { Touches } from './touches';

/** Who edits, and when by his own clock. */
interface Editor {
  readonly actor: string;
  readonly at: number;
}

const keyOf = (field: readonly string[]) => field.join('\n');
const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Who changed which field last, of whatever people edit, kept back until `flush`. The record's own lock keeps the order. */
export class FieldEdits {
  private readonly last = new Map<string, SqlValue[]>();

  constructor(
    private readonly sql: Sql,
    private readonly domain: Domain,
  ) {}

  /** Fills in who had made the values that an edit has just overwritten; a desk cannot know. To be called before `note`. */
  async nameEarlier(tx: Tx, touches: Touches): Promise<void> {
    const fresh = [...touches.values()].filter(({ entity, before }) => entity.name === conflict.name && !before);
    for (const { id } of fresh) {
      const row = await tx.get(conflict, id);
      const earlier = row && (await this.editorOf([row.entity, row.recordId, row.field]));
      if (earlier) await tx.patch(conflict, id, { earlierBy: earlier.actor, earlierAt: earlier.at });
    }
  }

  /** Remembers who changed which field. */
  async note(touches: Touches, { actor, at }: Editor): Promise<void> {
    const verbs = this.domain.verbs();
    for (const { entity, id, before, after } of touches.values()) {
      if (!before || !(`${entity.name}.update` in verbs)) continue;
      if (!after) await this.forget(entity, id);
      const fields = after ? Object.keys(entity.fields).filter((name) => differ(before[name], after[name])) : [];
      for (const field of fields) this.last.set(keyOf([entity.name, id, field]), [entity.name, id, field, actor, at]);
    }
  }

  async flush(): Promise<void> {
    const values = [...this.last.values()];
    this.last.clear();
    if (values.length === 0) return;
    const from = this.sql.dialect === 'postgres' ? 'jsonb_array_elements(?::jsonb) AS s(value)' : 'jsonb_each(?) AS s';
    await this.sql.run(
      `INSERT INTO field_edit (entity, id, field, actor, at)
       SELECT s.value->>0, s.value->>1, s.value->>2, s.value->>3, CAST(s.value->>4 AS BIGINT) FROM ${from} WHERE true
       ON CONFLICT (entity, id, field) DO UPDATE SET actor = excluded.actor, at = excluded.at`,
      [JSON.stringify(values)],
    );
  }

  private async forget(entity: Entity, id: string): Promise<void> {
    for (const [key, [name, of]] of this.last) if (name === entity.name && of === id) this.last.delete(key);
    await this.sql.run('DELETE FROM field_edit WHERE entity = ? AND id = ?', [entity.name, id]);
  }

  private async editorOf(field: readonly string[]): Promise<Editor | null> {
    const kept = this.last.get(keyOf(field));
    if (kept) return { actor: String(kept[3]), at: Number(kept[4]) };
    const text = 'SELECT actor, at FROM field_edit WHERE entity = ? AND id = ? AND field = ?';
    const [row] = await this.sql.all(text, field);
    return row ? { actor: String(row['actor']), at: Number(row['at']) } : null;
  }
}
