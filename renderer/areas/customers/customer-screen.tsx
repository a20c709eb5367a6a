import { order } from '../../../shared/domain/sales/order';
import { useMayDo } from '../../bridge/use-session';
import type { RecordScreenProps } from '../../screens/area';
import { PartsSection } from '../../screens/record/parts-section';
import { RecordScreen } from '../../screens/record/record-screen';

const columns = ['reference', 'placedAt', 'state', 'itemCount', 'grandTotal'];

/** A customer, with what he has ordered. */
export function CustomerScreen(props: RecordScreenProps) {
  const mayDo = useMayDo();
  return (
    <RecordScreen {...props}>
      {mayDo(order.capabilities.read) && (
        <PartsSection part={order} by="customerId" wholeId={props.id} columns={columns} limit={100} />
      )}
    </RecordScreen>
  );
}
