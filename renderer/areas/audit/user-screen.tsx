import { READ_AUDIT } from '../../../shared/domain/administration/read-audit';
import { useMay } from '../../bridge/use-session';
import type { RecordScreenProps } from '../../screens/area';
import { RecordScreen } from '../../screens/record/record-screen';
import { DeedsSection } from './deeds-section';

/** A person of the shop, and for whoever may read the audit log what he did. */
export function UserScreen(props: RecordScreenProps) {
  const mayRead = useMay(READ_AUDIT);
  return <RecordScreen {...props}>{mayRead && <DeedsSection key={props.id} userId={props.id} />}</RecordScreen>;
}
