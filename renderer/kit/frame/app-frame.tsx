import { useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { NavGroup } from './nav-group';
import { NavRail } from './nav-rail';
import type { NavTexts } from './nav-rail';
import { TopBar } from './top-bar';
import type { TopBarProps } from './top-bar';
import styles from './app-frame.module.css';

interface AppFrameProps {
  readonly brand: ReactNode;
  readonly sign: ReactNode;
  readonly groups: readonly NavGroup[];
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly onNavigate: (href: string) => void;
  /** `skip` is the first stop of the Tab key: "Skip to content". */
  readonly texts: NavTexts & { readonly skip: string };
  readonly top: TopBarProps;
  /** A line across the page that concerns everything, such as practice mode. */
  readonly notice?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the window: rail at the left, top bar, and the page below it, which scrolls by itself. */
export function AppFrame({ top, notice, children, texts, ...rail }: AppFrameProps) {
  const content = useRef<HTMLElement>(null);
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    content.current?.focus();
  };
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip} onClick={skip}>
        {texts.skip}
      </a>
      <NavRail {...rail} texts={texts} />
      <div className={styles.page}>
        <TopBar {...top} />
        {notice}
        <main id="content" ref={content} tabIndex={-1} className={styles.content}>
          {children}
        </main>
      </div>
    </div>
  );
}
