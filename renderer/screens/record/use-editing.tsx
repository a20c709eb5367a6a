import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { refusedChanges, useRefused } from '../../bridge/gestures/use-refused';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { useNotice } from '../text/use-notice';
import { useWording } from '../text/wording';
import { useEntityActions } from '../use-entity-actions';
import { EditRecord } from './edit-record';

interface Editing {
  readonly mayEdit: boolean;
  readonly edit: () => void;
  /** Stands in the place of the record while it is edited. */
  readonly form: ReactNode;
}

/** Editing a record where it stands: asked for by the person, or by the address that names a refused edit to mend (`from`). */
export function useEditing(entity: Entity, record: AnyRecord): Editing {
  const wording = useWording();
  const notice = useNotice();
  const [search, setSearch] = useSearchParams();
  const [isEditing, setEditing] = useState(false);
  const mayEdit = useEntityActions(entity).mayUpdate(record);
  const { entry, repaired } = useRefused(`${entity.name}.update`, search.get('from'));
  const typed = entry && refusedChanges(entity, record.id, entry);
  const edit = () => setEditing(true);
  const done = (saved: boolean) => {
    setEditing(false);
    if (saved && typed) void repaired().catch(notice.failed);
    if (!search.has('from')) return;
    const rest = new URLSearchParams(search);
    rest.delete('from');
    setSearch(rest, { replace: true });
  };
  const isOpen = mayEdit && (isEditing || typed !== null);
  useShortcuts(mayEdit && !isOpen ? [{ keys: ['e'], title: 'shortcuts.edit', run: edit }] : []);
  const refused = typed && { typed, error: entry.error };
  const form = isOpen && (
    <EditRecord
      key={entry?.uid ?? 'new'}
      {...{ entity, record, wording }}
      {...(refused ? { refused } : {})}
      onDone={done}
    />
  );
  return { mayEdit, edit, form };
}
