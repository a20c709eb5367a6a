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

const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** Fills in who had made the values that an edit has just overwritten; a desk cannot know. To be called before `noteEdits`. */
export async function nameEarlier(sql: Sql, tx: Tx, touches: Touches): Promise<void> {
  const fresh = [...touches.values()].filter(({ entity, before }) => entity.name === conflict.name && !before);
  for (const { id } of fresh) {
    const row = await tx.get(conflict, id);
    if (!row) continue;
    const [last] = await sql.all('SELECT actor, at FROM field_edit WHERE entity = ? AND id = ? AND field = ?', [
      row.entity,
      row.recordId,
      row.field,
    ]);
    if (last) await tx.patch(conflict, id, { earlierBy: String(last['actor']), earlierAt: Number(last['at']) });
  }
}

/** Remembers who changed which field last, of whatever people edit; the record's own lock keeps the order. */
export async function noteEdits(
  sql: Sql,
  touches: Touches,
  { domain, editor: { actor, at } }: { domain: Domain; editor: Editor },
): Promise<void> {
  const verbs = domain.verbs();
  const isEdited = ({ name }: Entity) => `${name}.update` in verbs;
  const values: SqlValue[][] = [];
  for (const { entity, id, before, after } of touches.values()) {
    if (!before || !isEdited(entity)) continue;
    if (!after) await sql.run('DELETE FROM field_edit WHERE entity = ? AND id = ?', [entity.name, id]);
    else {
      const fields = Object.keys(entity.fields).filter((field) => differ(before[field], after[field]));
      values.push(...fields.map((field) => [entity.name, id, field, actor, at]));
    }
  }
  if (values.length === 0) return;
  await sql.run(
    `INSERT INTO field_edit (entity, id, field, actor, at) VALUES ${values.map(() => '(?, ?, ?, ?, ?)').join(', ')}
     ON CONFLICT (entity, id, field) DO UPDATE SET actor = excluded.actor, at = excluded.at`,
    values.flat(),
  );
}
