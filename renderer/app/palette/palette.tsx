import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { domain } from '../../../shared/domain/domain';
import { useMayDo } from '../../bridge/use-session';
import { CommandPalette } from '../../kit/dialog/command-palette';
import { areasOf } from '../../screens/areas-context';
import { useWording } from '../../screens/text/wording';
import { areas } from '../areas';
import type { NavSection } from '../navigation';
import { actionItems, pageItems, paletteGroups } from './palette-groups';
import { usePaletteSearch } from './use-palette-search';

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly sections: readonly NavSection[];
}

/** What people look for by name or number, in the order of how often. */
const searched = ['order', 'customer', 'product', 'variant'].map((name) => domain.entity(name));
const commands = areas.flatMap((area) => area.commands ?? []);
const own = areasOf(areas);
const verbs = domain.verbs();

/** `Ctrl+K`: goes to any page, does any action this person may do, finds any record by any fragment. */
export function Palette({ opened, onClose, sections }: PaletteProps) {
  const wording = useWording();
  const { t } = wording;
  const navigate = useNavigate();
  const mayDo = useMayDo();
  const [typed, setTyped] = useState('');
  const readable = useMemo(() => searched.filter((entity) => mayDo(entity.capabilities.read)), [mayDo]);
  const { hits, busy } = usePaletteSearch(opened ? typed : '', readable);
  const items = useMemo(() => {
    const creatable = domain.entities.filter((entity) => {
      if (entity.partOf) return false;
      const create = own.screensOf(entity.name)?.create;
      return create ? mayDo(create.capability) : `${entity.name}.create` in verbs && mayDo(entity.capabilities.create);
    });
    const allowed = commands.filter(({ capability }) => !capability || mayDo(capability));
    return { pages: pageItems(sections, wording), actions: actionItems({ commands: allowed, creatable }, wording) };
  }, [sections, wording, mayDo]);
  const groups = paletteGroups({ typed, ...items, hits }, wording);
  const close = () => {
    setTyped('');
    onClose();
  };
  const run = ({ id }: { readonly id: string }) => {
    const path = groups.flatMap((group) => group.items).find((item) => item.id === id)?.path;
    close();
    if (path) void navigate(path);
  };
  return (
    <CommandPalette
      opened={opened}
      onClose={close}
      query={typed}
      onQuery={setTyped}
      groups={groups}
      busy={busy}
      onRun={run}
      texts={{
        title: t('palette.title'),
        placeholder: t('palette.placeholder'),
        results: t('palette.results'),
        searching: t('common.searching'),
        nothing: t('palette.nothing'),
      }}
    />
  );
}
