import { ActionIcon, Avatar, Indicator } from '@mantine/core';
import {
  IconBell,
  IconBox,
  IconChartBar,
  IconHome,
  IconSettings,
  IconTag,
  IconTruck,
  IconUsers,
  IconFileText,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { AppFrame } from '../../renderer/kit/frame/app-frame';
import { BreadcrumbTrail } from '../../renderer/kit/frame/breadcrumb-trail';
import type { NavGroup } from '../../renderer/kit/frame/nav-group';
import { SyncBadge } from '../../renderer/kit/frame/sync-badge';
import type { SyncState } from '../../renderer/kit/frame/sync-badge';

const page = (label: string, active = false, badge?: string) => ({
  label,
  href: `#/${label}`,
  active,
  ...(badge && { badge }),
});

const GROUPS: readonly NavGroup[] = [
  { id: 'home', label: 'Home', icon: IconHome, items: [page('Home')] },
  {
    id: 'one',
    label: 'First area',
    icon: IconFileText,
    items: [page('Things', true), page('Drafts', false, '3'), page('Returned things'), page('Claims')],
  },
  { id: 'two', label: 'Second area', icon: IconTruck, items: [page('Pick', false, '12'), page('Pack'), page('Send')] },
  { id: 'three', label: 'Third area', icon: IconBox, items: [page('All'), page('Some')] },
  { id: 'four', label: 'People', icon: IconUsers, items: [page('Persons'), page('Groups')] },
  { id: 'five', label: 'Figures', icon: IconChartBar, items: [page('Figures')] },
  { id: 'six', label: 'Labels', icon: IconTag, items: [page('Designs'), page('Queue')] },
  { id: 'seven', label: 'Administration', icon: IconSettings, items: [page('Desks'), page('Roles')] },
];

const SIGN = (
  <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden>
    <rect width="22" height="22" rx="6" fill="var(--accent)" />
    <path d="M6 7.5h10M6 11h7M6 14.5h4" stroke="var(--on-accent)" strokeWidth="1.8" strokeLinecap="round" />
  </svg>
);

const WORDS: Readonly<Record<SyncState, string>> = {
  current: 'Up to date',
  syncing: 'Sending 3',
  waiting: '3 waiting',
  offline: 'Working offline since 09:40',
  'needs-you': '1 needs you',
};

interface SceneFrameProps {
  readonly here: readonly string[];
  readonly folded?: boolean;
  readonly sync?: SyncState;
  readonly children: ReactNode;
}

/** The frame around a scene, with areas that mean nothing. */
export function SceneFrame({ here, folded = false, sync = 'current', children }: SceneFrameProps) {
  const [isFolded, fold] = useState(folded);
  return (
    <AppFrame
      brand={<>{SIGN}Gallery</>}
      sign={SIGN}
      groups={GROUPS}
      folded={isFolded}
      onFold={fold}
      onNavigate={() => undefined}
      texts={{ navigation: 'Main', fold: 'Fold navigation', unfold: 'Unfold navigation', skip: 'Skip to content' }}
      top={{
        breadcrumb: (
          <BreadcrumbTrail
            name="Where you are"
            onNavigate={() => undefined}
            steps={here.map((label) => ({ label, href: `#/${label}` }))}
          />
        ),
        search: { label: 'Search or go to', keys: ['Ctrl', 'K'], onOpen: () => undefined },
        sync: <SyncBadge state={sync} words={WORDS[sync]} />,
        notifications: (
          <Indicator size={7} offset={7} color="var(--tone-amber-mark)">
            <ActionIcon aria-label="Notifications">
              <IconBell size={17} stroke={1.5} />
            </ActionIcon>
          </Indicator>
        ),
        person: <Avatar size={26} radius="xl" color="accent" name="Mara Vogt" alt="Mara Vogt" />,
      }}
    >
      {children}
    </AppFrame>
  );
}
