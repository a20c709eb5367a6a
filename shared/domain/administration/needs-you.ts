import type { Entity } from '../../kernel/entity';
import type { QueryInput } from '../../kernel/query';
import { conflict } from './conflict';
import { finishTask } from './finish-task';
import { task } from './task';

/** Whether a person may do something anywhere at all. */
type May = (capability: string) => boolean;

/** Conflicts that a person may settle, in the fields of what he may edit; null when he may settle none. */
export function openConflicts(entities: readonly Entity[], may: May): QueryInput | null {
  const editable = entities.filter(({ capabilities }) => may(capabilities.update)).map(({ name }) => name);
  if (!may(conflict.capabilities.read) || editable.length === 0) return null;
  return {
    entity: conflict.name,
    where: [
      { field: 'state', op: 'eq', value: 'open' },
      { field: 'entity', op: 'in', value: editable },
    ],
  };
}

/** Tasks that a person may finish; null when he may finish none. */
export function openTasks(may: May): QueryInput | null {
  if (!may(task.capabilities.read) || !may(finishTask.capability)) return null;
  return { entity: task.name, where: [{ field: 'state', op: 'eq', value: 'open' }] };
}
