import type { Icon } from '@tabler/icons-react';

/** A page in the rail. */
export interface NavItem {
  readonly label: string;
  readonly href: string;
  readonly active: boolean;
  readonly icon?: Icon;
  /** A count or word that calls for attention, such as "3". */
  readonly badge?: string;
}

/** An area and its pages. An area with one page is that page. */
export interface NavGroup {
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly items: readonly NavItem[];
}
