import { domain } from '../../../shared/domain/domain';
import { useRecord } from '../../bridge/use-record';
import { FilterChip } from '../../kit/input/filter-chip';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import { recordReference, recordTitle } from '../../screens/text/record-title';
import type { Wording } from '../../screens/text/wording';
import type { About } from './audit-noun';

interface AboutChipProps {
  readonly about: About;
  readonly wording: Wording;
  readonly onClear: () => void;
}

/** That only what was done with one record is shown; leads to it, and can be taken off. */
export function AboutChip({ about, wording, onClear }: AboutChipProps) {
  const entity = domain.entity(about.entity);
  const { record } = useRecord(entity, about.id);
  const label = wording.one(entity);
  // A record that is called by another one is known by its id alone until that is read; the link inside tells its name.
  const named = record ? recordTitle(entity, record, wording) : about.id;
  const title = record && named === label ? (recordReference(entity, record) ?? about.id) : named;
  return (
    <FilterChip
      label={label}
      value={title}
      clearLabel={wording.t('list.clearFilter', { filter: label })}
      onClear={onClear}
    >
      {() => <RefTitle entity={about.entity} id={about.id} wording={wording} linked />}
    </FilterChip>
  );
}
