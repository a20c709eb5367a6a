import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { tabAfter } from './tab-after';
import styles from './view-tabs.module.css';

/** One tab. */
export interface ViewTab {
  readonly id: string;
  readonly label: string;
  /** Written in the person's locale. */
  readonly count?: string;
}

interface ViewTabsProps {
  readonly tabs: readonly ViewTab[];
  readonly active: string;
  readonly onChange: (id: string) => void;
  /** Accessible name, such as "Saved views". */
  readonly label: string;
  /** Id of the element that the tabs change; it should have `role="tabpanel"`. */
  readonly panelId?: string;
  /** Behind the tabs, such as a button that saves the view. */
  readonly end?: ReactNode;
}

/** Saved views of a list, or parts of a record, as tabs. Arrow keys move between them. */
export function ViewTabs({ tabs, active, onChange, label, panelId, end }: ViewTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === active);
    const next = tabAfter(event.key, at, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    onChange(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus();
  };
  return (
    <div className={styles.bar}>
      <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={tab.id === active}
            aria-controls={tab.id === active ? panelId : undefined}
            tabIndex={tab.id === active ? 0 : -1}
            className={styles.tab}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {end}
    </div>
  );
}
