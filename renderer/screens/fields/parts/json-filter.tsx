import { Button } from '@mantine/core';
import type { Condition } from '../../../../shared/kernel/query';
import type { FilterProps } from './field-parts';
import { FilterFrame } from './filter-frame';

/** Where only one thing can be asked: whether the field is empty. */
export function JsonFilter(filter: FilterProps) {
  const { wording, onChange } = filter;
  return (
    <FilterFrame {...filter} words={wording.t('filter.missing')}>
      {(close) => (
        <Button
          variant="default"
          onClick={() => {
            onChange('missing');
            close();
          }}
        >
          {wording.t('filter.missing')}
        </Button>
      )}
    </FilterFrame>
  );
}

export const emptyConditions = (field: string, value: string): Condition[] =>
  value === 'missing' ? [{ field, op: 'empty', value: null }] : [];
