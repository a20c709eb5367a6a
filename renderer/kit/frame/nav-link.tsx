import type { Icon } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import styles from './nav-rail.module.css';

interface NavLinkProps {
  readonly label: string;
  readonly href: string;
  readonly active: boolean;
  readonly icon?: Icon | undefined;
  readonly badge?: string | undefined;
  /** Whether it stands under the name of its area. */
  readonly nested?: boolean;
  readonly onNavigate: (href: string) => void;
}

/** A page in the rail: a real link, followed without loading anything. */
export function NavLink({ label, href, active, icon: Shape, badge, nested = false, onNavigate }: NavLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onNavigate(href);
  };
  return (
    <a
      href={href}
      className={styles.entry}
      data-nested={nested || undefined}
      aria-current={active ? 'page' : undefined}
      onClick={follow}
    >
      {Shape && <Shape size={16} stroke={1.5} aria-hidden className={styles.icon} />}
      <span className={styles.label}>{label}</span>
      {badge && <span className={styles.badge}>{badge}</span>}
    </a>
  );
}
