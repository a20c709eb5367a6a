import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ShortcutHint } from '../show/shortcut-hint';
import styles from './top-bar.module.css';

/** The parts of the top bar, from left to right. */
export interface TopBarProps {
  /** Where am I: links and a last word, e.g. made with `BreadcrumbTrail`. */
  readonly breadcrumb: ReactNode;
  readonly search: {
    /** What it says, such as "Search or go to". */
    readonly label: string;
    /** As in `['Ctrl', 'K']`. */
    readonly keys: readonly string[];
    readonly onOpen: () => void;
  };
  readonly sync?: ReactNode;
  readonly notifications?: ReactNode;
  readonly person?: ReactNode;
}

/** The 44 px above the page: where am I, search, state of the line, person. */
export function TopBar({ breadcrumb, search, sync, notifications, person }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <div className={styles.where}>{breadcrumb}</div>
      <button type="button" className={styles.search} aria-keyshortcuts={search.keys.join('+')} onClick={search.onOpen}>
        <IconSearch size={15} stroke={1.5} aria-hidden />
        <span className={styles.searchText}>{search.label}</span>
        <ShortcutHint keys={search.keys} quiet />
      </button>
      <div className={styles.end}>
        {sync}
        {notifications}
        {person}
      </div>
    </header>
  );
}
