import type { ReactNode } from 'react';
import { FilterChip } from '../../../kit/input/filter-chip';
import type { FilterProps } from './field-parts';
import styles from './fields.module.css';

interface FilterFrameProps extends FilterProps {
  /** What the filter is set to, in words. */
  readonly words: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A filter as its chip, with what sets it inside. */
export function FilterFrame({ words, children, ...filter }: FilterFrameProps) {
  const { entity, name, wording, value, onChange } = filter;
  const label = wording.field(entity, name);
  const chip = value === undefined ? {} : { value: words };
  return (
    <FilterChip
      label={label}
      {...chip}
      clearLabel={wording.t('list.clearFilter', { filter: label })}
      onClear={() => onChange(undefined)}
    >
      {(close) => <div className={styles.filter}>{children(close)}</div>}
    </FilterChip>
  );
}
