import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { ShortcutHint } from '../show/shortcut-hint';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Accessible name and placeholder, such as "Search number, name or phone". */
  readonly label: string;
  readonly clearLabel: string;
  /** Shown while it is empty, e.g. `['/']`. */
  readonly keys?: readonly string[];
  /** Arrow down or Enter: the person wants to go on in the list. */
  readonly onLeave?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** The one search field of a list. Escape empties it. */
export function SearchField({ value, onChange, label, clearLabel, keys, onLeave, ref }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && value !== '') {
      event.stopPropagation();
      onChange('');
    }
    if ((event.key === 'ArrowDown' || event.key === 'Enter') && onLeave) {
      event.preventDefault();
      onLeave();
    }
  };
  const clear = (
    <ActionIcon size="sm" aria-label={clearLabel} onClick={() => onChange('')}>
      <IconX size={14} stroke={1.5} />
    </ActionIcon>
  );
  return (
    <TextInput
      ref={ref}
      type="search"
      className={styles.field}
      classNames={{ input: styles.input }}
      value={value}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      leftSection={<IconSearch size={15} stroke={1.5} aria-hidden />}
      rightSection={value !== '' ? clear : keys && <ShortcutHint keys={keys} quiet />}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
