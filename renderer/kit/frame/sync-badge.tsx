import { IconAlertTriangle, IconCircleCheck, IconCloudOff, IconCloudUp, IconRefresh } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './sync-badge.module.css';

/** How it stands with what was done here: all sent, being sent, waiting, without a line, or needing a person. */
export type SyncState = 'current' | 'syncing' | 'waiting' | 'offline' | 'needs-you';

const SHAPE: Readonly<Record<SyncState, Icon>> = {
  current: IconCircleCheck,
  syncing: IconRefresh,
  waiting: IconCloudUp,
  offline: IconCloudOff,
  'needs-you': IconAlertTriangle,
};

// The rest of a button's attributes pass through, so that a Menu, Popover or Tooltip can hang on it.
interface SyncBadgeProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly state: SyncState;
  /** In words: "Up to date", "3 waiting", "Working offline since 09:40", "1 needs you". */
  readonly words: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The state of the line in words, shape and tone. A press opens what it speaks of. */
export function SyncBadge({ state, words, className, ref, ...button }: SyncBadgeProps) {
  const Shape = SHAPE[state];
  return (
    <button ref={ref} type="button" {...button} className={`${styles.badge} ${className ?? ''}`} data-state={state}>
      <Shape size={15} stroke={1.6} aria-hidden className={styles.shape} />
      <span aria-live="polite" className={styles.words}>
        {words}
      </span>
    </button>
  );
}
