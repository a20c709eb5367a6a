import { Menu } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { NavGroup } from './nav-group';
import { NavLink } from './nav-link';
import styles from './nav-rail.module.css';

interface NavAreaProps {
  readonly group: NavGroup;
  readonly onNavigate: (href: string) => void;
}

/** An area in the open rail: its name unfolds its pages; the area one is in is unfolded by itself. */
export function NavArea({ group, onNavigate }: NavAreaProps) {
  const listId = useId();
  const active = group.items.some((item) => item.active);
  const [chosen, setChosen] = useState<boolean>();
  const only = group.items.length === 1 ? group.items[0] : undefined;
  if (only) return <NavLink {...only} label={group.label} icon={group.icon} onNavigate={onNavigate} />;
  const open = chosen ?? active;
  const Shape = group.icon;
  return (
    <div>
      <button
        type="button"
        className={styles.entry}
        aria-expanded={open}
        aria-controls={listId}
        data-within={active || undefined}
        onClick={() => setChosen(!open)}
      >
        <Shape size={16} stroke={1.5} aria-hidden className={styles.icon} />
        <span className={styles.label}>{group.label}</span>
        <IconChevronRight size={14} stroke={1.5} aria-hidden className={styles.chevron} />
      </button>
      <ul id={listId} hidden={!open} className={styles.pages}>
        {group.items.map((item) => (
          <li key={item.href}>
            <NavLink {...item} icon={undefined} nested onNavigate={onNavigate} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** An area in the folded rail: its icon opens a menu of its pages. */
export function FoldedNavArea({ group, onNavigate }: NavAreaProps) {
  const active = group.items.some((item) => item.active);
  const needs = group.items.some((item) => item.badge);
  const Shape = group.icon;
  return (
    // Inside the rail, not at the end of the page: so it stays part of the navigation.
    <Menu
      position="right-start"
      offset={8}
      trigger="click-hover"
      openDelay={120}
      closeDelay={120}
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <Menu.Target>
        <button type="button" className={styles.folded} aria-label={group.label} data-within={active || undefined}>
          <Shape size={18} stroke={1.5} aria-hidden />
          {needs && <span className={styles.dot} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown miw={180}>
        <Menu.Label>{group.label}</Menu.Label>
        {group.items.map((item) => (
          <Menu.Item
            key={item.href}
            aria-current={item.active ? 'page' : undefined}
            rightSection={item.badge && <span className={styles.badge}>{item.badge}</span>}
            onClick={() => onNavigate(item.href)}
          >
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
