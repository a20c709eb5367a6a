import { Popover, Stack, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWording } from '../../screens/text/wording';
import { Sign } from '../frame/brand';
import { LookSettings } from '../frame/person-menu';
import styles from './door.module.css';

interface DoorPageProps {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly children: ReactNode;
}

/** What stands before the work: one card in the middle of the window. */
export function DoorPage({ title, detail, children }: DoorPageProps) {
  const { t } = useWording();
  return (
    <main className={styles.page}>
      <div className={styles.door}>
        <header className={styles.head}>
          <Sign size={36} />
          <div>
            <h1 className={styles.title}>{title}</h1>
            <p className={styles.detail}>{detail && detail !== 'Backroom' ? `Backroom · ${detail}` : 'Backroom'}</p>
          </div>
          <Popover position="bottom-end" width={264} trapFocus returnFocus withinPortal>
            <Popover.Target>
              <UnstyledButton className={styles.look} aria-label={t('settings.look')}>
                <IconAdjustmentsHorizontal size={18} stroke={1.5} aria-hidden />
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown aria-label={t('settings.look')}>
              <Stack gap={12}>
                <LookSettings />
              </Stack>
            </Popover.Dropdown>
          </Popover>
        </header>
        {children}
      </div>
    </main>
  );
}
