import { Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FoldedNavArea, NavArea } from './nav-area';
import type { NavGroup } from './nav-group';
import styles from './nav-rail.module.css';

/** The words of the rail. */
export interface NavTexts {
  /** Accessible name of the rail, such as "Main". */
  readonly navigation: string;
  readonly fold: string;
  readonly unfold: string;
}

interface NavRailProps {
  /** Name and sign of the product; hidden but for its sign when folded. */
  readonly brand: ReactNode;
  /** The sign alone. */
  readonly sign: ReactNode;
  readonly groups: readonly NavGroup[];
  readonly folded: boolean;
  readonly texts: NavTexts;
  readonly onFold: (folded: boolean) => void;
  readonly onNavigate: (href: string) => void;
}

/** Areas of work at the left, 216 px wide, or 52 px with icons only. */
export function NavRail({ brand, sign, groups, folded, texts, onFold, onNavigate }: NavRailProps) {
  const Fold = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const foldText = folded ? texts.unfold : texts.fold;
  const Area = folded ? FoldedNavArea : NavArea;
  return (
    <nav aria-label={texts.navigation} className={styles.rail} data-folded={folded || undefined}>
      <div className={styles.brand}>{folded ? sign : brand}</div>
      <div className={styles.areas}>
        <ul className={styles.list}>
          {groups.map((group) => (
            <li key={group.id}>
              <Area group={group} onNavigate={onNavigate} />
            </li>
          ))}
        </ul>
      </div>
      <Tooltip label={foldText} position="right">
        <button
          type="button"
          className={styles.fold}
          aria-label={foldText}
          aria-expanded={!folded}
          onClick={() => onFold(!folded)}
        >
          <Fold size={16} stroke={1.5} aria-hidden />
        </button>
      </Tooltip>
    </nav>
  );
}
