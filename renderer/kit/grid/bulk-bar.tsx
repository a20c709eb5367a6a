import { ActionIcon, Tooltip, Transition } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './bulk-bar.module.css';

interface BulkBarProps {
  /** Rows selected; the bar is gone at 0. */
  readonly count: number;
  /** What is selected in words, such as "3 selected". */
  readonly label: string;
  /** Accessible name, such as "Actions for the selection". */
  readonly name: string;
  readonly clearLabel: string;
  readonly onClear: () => void;
  /** The actions: Mantine buttons, best in their `subtle` or `default` variant. */
  readonly children: ReactNode;
}

/** Rises from below the grid while rows are selected. Its parent must be positioned. */
export function BulkBar({ count, label, name, clearLabel, onClear, children }: BulkBarProps) {
  return (
    <Transition mounted={count > 0} transition="slide-up" duration={160}>
      {(style) => (
        <div className={styles.place} style={style}>
          <div role="region" aria-label={name} className={styles.bar}>
            <span role="status" className={styles.count}>
              {label}
            </span>
            <div className={styles.actions}>{children}</div>
            <Tooltip label={clearLabel}>
              <ActionIcon aria-label={clearLabel} onClick={onClear}>
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      )}
    </Transition>
  );
}
