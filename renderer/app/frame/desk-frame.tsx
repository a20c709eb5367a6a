import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { Suspense, useMemo, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { domain } from '../../../shared/domain/domain';
import { useMayDo, type Session } from '../../bridge/use-session';
import { needCount, useSyncStatus } from '../../bridge/use-sync-status';
import { AppFrame } from '../../kit/frame/app-frame';
import { formatScaled } from '../../kit/show/format-number';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { useWording } from '../../screens/text/wording';
import { areas } from '../areas';
import { ShortcutOverlay } from '../keys/shortcut-overlay';
import { useShortcutListener } from '../keys/use-shortcut-listener';
import { navigation, pageAt } from '../navigation';
import { Palette } from '../palette/palette';
import { ScanDesk } from '../scan/scan-desk';
import { useTouch } from '../session/use-touch';
import { Brand, Sign } from './brand';
import { Crumbs } from './crumbs';
import { FrameNotice } from './frame-notice';
import { groupIcons } from './group-icons';
import { PersonMenu } from './person-menu';
import { SyncButton } from './sync-button';

const PALETTE_KEYS = ['Ctrl', 'K'];

/** The window of somebody at work: rail, top bar, the page, and what listens everywhere (palette, shortcuts, scanner). */
export function DeskFrame({ session }: { readonly session: Session }) {
  const { t, many, locale } = useWording();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const mayDo = useMayDo();
  const [folded, setFolded] = useLocalStorage({
    key: 'rail-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  // At 200 % zoom, or in a small window, the page needs the room.
  const narrow = useMediaQuery('(max-width: 860px)', false, { getInitialValueInEffect: false });
  const [palette, setPalette] = useState(false);
  const [overlay, setOverlay] = useState(false);
  const sections = useMemo(() => navigation({ entities: domain.entities, areas, may: mayDo }), [mayDo]);
  const here = pageAt(sections, pathname);
  const status = useSyncStatus();
  const needing = status ? needCount(status) : 0;
  useTouch();
  useShortcutListener([
    { keys: ['mod+k'], title: 'shortcuts.palette', run: () => setPalette(true) },
    { keys: ['?'], title: 'shortcuts.overlay', run: () => setOverlay(true) },
  ]);
  const groups = sections.map(({ group, pages }) => ({
    id: group,
    label: t(`areas.${group}`),
    icon: groupIcons[group],
    items: pages.map((page) => ({
      label: typeof page.title === 'string' ? t(page.title) : many(page.title),
      href: `#${page.path}`,
      active: page === here,
      ...(page.path === '/inbox' && needing > 0 ? { badge: formatScaled(needing, 0, { locale }) } : {}),
    })),
  }));
  return (
    <AppFrame
      brand={<Brand />}
      sign={<Sign />}
      groups={groups}
      folded={folded || narrow}
      onFold={setFolded}
      onNavigate={(href) => void navigate(href.slice(1))}
      texts={{
        navigation: t('frame.navigation'),
        fold: t('frame.fold'),
        unfold: t('frame.unfold'),
        skip: t('frame.skip'),
      }}
      top={{
        breadcrumb: <Crumbs sections={sections} />,
        search: { label: t('palette.open'), keys: PALETTE_KEYS, onOpen: () => setPalette(true) },
        sync: <SyncButton />,
        person: <PersonMenu session={session} onShortcuts={() => setOverlay(true)} />,
      }}
      notice={<FrameNotice />}
    >
      <Suspense fallback={<SkeletonRows rows={12} columns={5} label={t('list.loading')} />}>
        <Outlet />
      </Suspense>
      <Palette opened={palette} onClose={() => setPalette(false)} sections={sections} />
      <ShortcutOverlay opened={overlay} onClose={() => setOverlay(false)} />
      <ScanDesk />
    </AppFrame>
  );
}
