import { Popover } from '@mantine/core';
import { IconChevronDown, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import styles from './filter-chip.module.css';

interface FilterChipProps {
  /** What is filtered by, such as "State". */
  readonly label: string;
  /** What it is set to, in words; without it the chip offers the filter. */
  readonly value?: string;
  readonly clearLabel: string;
  readonly onClear?: () => void;
  /** What sets it; told how to close the popover. */
  readonly children: (close: () => void) => ReactNode;
}

/** A filter as a chip: says what it is set to, opens to change it, and can be taken off. */
export function FilterChip({ label, value, clearLabel, onClear, children }: FilterChipProps) {
  const [opened, setOpened] = useState(false);
  const set = value !== undefined;
  return (
    <span className={styles.chip} data-set={set || undefined}>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        offset={6}
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <button type="button" className={styles.open} onClick={() => setOpened(!opened)}>
            {!set && <IconPlus size={13} stroke={1.75} aria-hidden />}
            <span className={styles.label}>{label}</span>
            {set && <span className={styles.value}>{value}</span>}
            {set && <IconChevronDown size={13} stroke={1.75} aria-hidden className={styles.chevron} />}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>{children(() => setOpened(false))}</Popover.Dropdown>
      </Popover>
      {set && onClear && (
        <button type="button" className={styles.clear} aria-label={clearLabel} onClick={onClear}>
          <IconX size={13} stroke={1.75} aria-hidden />
        </button>
      )}
    </span>
  );
}
