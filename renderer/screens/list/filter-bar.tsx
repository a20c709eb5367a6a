import { Button } from '@mantine/core';
import type { Entity } from '../../../shared/kernel/entity';
import { fieldOf } from '../fields/field-kinds';
import type { Wording } from '../text/wording';
import type { ListState } from './list-state';

interface FilterBarProps {
  readonly entity: Entity;
  readonly filters: ListState['filters'];
  readonly onChange: (filters: ListState['filters']) => void;
  readonly wording: Wording;
}

/** The filters that an entity offers, each as its chip. */
export function FilterBar({ entity, filters, onChange, wording }: FilterBarProps) {
  const set = (name: string, value: string | undefined) => {
    const { [name]: _old, ...others } = filters;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <>
      {(entity.list.filters ?? []).map((name) => {
        const { field, parts } = fieldOf(entity, name);
        const value = filters[name];
        return (
          <parts.Filter key={name} {...{ entity, name, field, wording, value }} onChange={(next) => set(name, next)} />
        );
      })}
      {Object.keys(filters).length > 1 && (
        <Button variant="subtle" color="gray" size="xs" onClick={() => onChange({})}>
          {wording.t('list.clearFilters')}
        </Button>
      )}
    </>
  );
}
