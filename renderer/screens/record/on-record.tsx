import { useAreas } from '../areas-context';
import type { OnRecordProps } from '../area';

/** What the areas have to say on a record of any kind, such as a conflict. Stands above its fields. */
export function OnRecord(props: OnRecordProps) {
  return useAreas().onRecords.map((Shown, at) => <Shown key={at} {...props} />);
}
