import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { Facts } from '../../kit/page/facts';
import { GlancePanel } from '../../kit/page/glance-panel';
import { fieldOf } from '../fields/field-kinds';
import { recordTitle } from '../text/record-title';
import type { Wording } from '../text/wording';

interface QuickLookProps {
  readonly entity: Entity;
  readonly row: AnyRecord;
  readonly onClose: () => void;
  readonly wording: Wording;
}

const isBlank = (value: unknown) => value === null || value === undefined || value === '';

/** A glance at the record under the cursor, without leaving the list: it follows the cursor until it is closed. */
export function QuickLook({ entity, row, onClose, wording }: QuickLookProps) {
  const names = entity.form.flatMap(({ fields }) => fields).filter((name) => !isBlank(row[name]));
  const facts = names.map((name) => {
    const { field, parts } = fieldOf(entity, name);
    const value = <parts.Cell {...{ entity, name, field, wording }} value={row[name]} record={row} full />;
    return { label: wording.field(entity, name), value };
  });
  const texts = { name: wording.t('list.quickLook'), closeLabel: wording.t('common.close') };
  return (
    <GlancePanel {...texts} title={recordTitle(entity, row, wording)} onClose={onClose}>
      <Facts facts={facts} stacked />
    </GlancePanel>
  );
}
