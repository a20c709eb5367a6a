import type { KeepClash } from '../../kernel/crud';
import { conflict } from './conflict';

/** Keeps what an edit overwrites as a conflict that both people see. */
export const keepConflict: KeepClash = (tx, { entity, recordId, field, earlier, later }, { uid, actor, at }) =>
  tx.put(conflict, {
    id: `${uid}.${field}`,
    entity: entity.name,
    recordId,
    field,
    earlier: JSON.stringify(earlier ?? null),
    earlierBy: null,
    earlierAt: null,
    later: JSON.stringify(later ?? null),
    laterBy: actor,
    laterAt: at,
    state: 'open',
    settledBy: null,
    settledAt: null,
    chosen: null,
  });
