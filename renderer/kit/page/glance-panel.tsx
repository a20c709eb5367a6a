import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './glance-panel.module.css';

interface GlancePanelProps {
  /** Accessible name, such as "Quick look". */
  readonly name: string;
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Floats over the right edge of a list without taking the keyboard from it. Its parent must be positioned. */
export function GlancePanel({ name, title, closeLabel, onClose, children }: GlancePanelProps) {
  return (
    <aside className={styles.panel} aria-label={name}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <Tooltip label={closeLabel}>
          <ActionIcon aria-label={closeLabel} onClick={onClose}>
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={styles.body} tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
    </aside>
  );
}
