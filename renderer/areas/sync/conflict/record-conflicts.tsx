import { conflict } from '../../../../shared/domain/administration/conflict';
import { domain } from '../../../../shared/domain/domain';
import { useRecords } from '../../../bridge/use-records';
import { useMay } from '../../../bridge/use-session';
import type { OnRecordProps } from '../../../screens/area';
import { ConflictCard } from './conflict-card';

const verbs = domain.verbs();

/** The open conflicts of a record, where it stands; nothing when there are none. */
export function RecordConflicts({ entity, id }: OnRecordProps) {
  const skip = !useMay(conflict.capabilities.read) || !(`${entity.name}.settle` in verbs);
  const { rows } = useRecords(
    conflict,
    {
      where: [
        { field: 'entity', op: 'eq', value: entity.name },
        { field: 'recordId', op: 'eq', value: id },
        { field: 'state', op: 'eq', value: 'open' },
      ],
    },
    { skip },
  );
  return rows.map((row) => <ConflictCard key={row.id} conflict={row} onRecord />);
}
