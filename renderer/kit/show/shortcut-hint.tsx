import styles from './shortcut-hint.module.css';

interface ShortcutHintProps {
  /** The keys as they are written on the keyboard, e.g. `['Ctrl', 'K']`. */
  readonly keys: readonly string[];
  /** Hidden from screen readers where the control already announces its shortcut. */
  readonly quiet?: boolean;
}

/** Keys drawn as keys. */
export function ShortcutHint({ keys, quiet = false }: ShortcutHintProps) {
  return (
    <span className={styles.keys} aria-hidden={quiet || undefined}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
