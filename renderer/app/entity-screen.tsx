import { useLocation, useNavigate, useParams } from 'react-router';
import type { Entity } from '../../shared/kernel/entity';
import { SplitView } from '../kit/frame/split-view';
import { listPath } from '../screens/address';
import { useAreas } from '../screens/areas-context';
import { ListScreen } from '../screens/list/list-screen';
import { RecordScreen } from '../screens/record/record-screen';
import { useWording } from '../screens/text/wording';

const WIDTH = 'split-width';

/** An entity's list with the open record beside it, each the area's own screen or the default one. */
export function EntityScreen({ entity }: { readonly entity: Entity }) {
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const wording = useWording();
  const own = useAreas().screensOf(entity.name);
  const List = own?.list ?? ListScreen;
  const Record = own?.record ?? RecordScreen;
  const close = () => void navigate({ pathname: listPath(entity), search });
  const kept = Number(localStorage.getItem(WIDTH)) || undefined;
  return (
    <SplitView
      list={<List key={entity.name} entity={entity} {...(id ? { openId: id } : {})} />}
      record={id && <Record key={`${entity.name}/${id}`} entity={entity} id={id} onClose={close} />}
      recordLabel={wording.one(entity)}
      dividerLabel={wording.t('list.divider')}
      {...(kept ? { width: kept } : {})}
      onWidth={(width) => localStorage.setItem(WIDTH, String(Math.round(width)))}
    />
  );
}
