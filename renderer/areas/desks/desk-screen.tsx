import { useRecord } from '../../bridge/use-record';
import type { desk } from '../../../shared/domain/administration/desk';
import type { RecordOf } from '../../../shared/kernel/entity';
import type { RecordScreenProps } from '../../screens/area';
import { RecordScreen } from '../../screens/record/record-screen';
import { DeskCare } from './desk-care';

/** A machine of the shop, and what an administrator does about it. */
export function DeskScreen(props: RecordScreenProps) {
  const { record } = useRecord(props.entity, props.id);
  return (
    <RecordScreen {...props}>
      {/* A record of the desk's entity has its fields. */}
      {record && <DeskCare key={record.id} desk={record as RecordOf<typeof desk>} />}
    </RecordScreen>
  );
}
