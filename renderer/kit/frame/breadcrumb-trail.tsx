import { IconChevronRight } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import styles from './breadcrumb-trail.module.css';

interface BreadcrumbTrailProps {
  /** From the area down to here; the last one is here and needs no address. */
  readonly steps: readonly { readonly label: string; readonly href?: string }[];
  /** Accessible name, such as "Where you are". */
  readonly name: string;
  readonly onNavigate: (href: string) => void;
}

/** Where one is, as a trail that leads back up. */
export function BreadcrumbTrail({ steps, name, onNavigate }: BreadcrumbTrailProps) {
  const follow = (event: MouseEvent, href: string) => {
    event.preventDefault();
    onNavigate(href);
  };
  return (
    <nav aria-label={name}>
      <ol className={styles.trail}>
        {steps.map(({ label, href }, at) => (
          <li key={`${at}-${label}`} className={styles.step}>
            {at > 0 && <IconChevronRight size={13} stroke={1.5} aria-hidden className={styles.between} />}
            {href !== undefined && at < steps.length - 1 ? (
              <a href={href} className={styles.link} onClick={(event) => follow(event, href)}>
                {label}
              </a>
            ) : (
              <span className={styles.here} aria-current={at === steps.length - 1 ? 'page' : undefined}>
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
