import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { Facts } from '../../kit/page/facts';
import { fieldOf } from '../fields/field-kinds';
import { recordTitle } from '../text/record-title';
import type { Wording } from '../text/wording';
import styles from './list.module.css';

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
  const close = wording.t('common.close');
  return (
    <aside className={styles.look} aria-label={wording.t('list.quickLook')}>
      <header className={styles.lookHead}>
        <h2 className={styles.lookTitle}>{recordTitle(entity, row, wording)}</h2>
        <Tooltip label={close}>
          <ActionIcon aria-label={close} onClick={onClose}>
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={styles.lookBody}>
        <Facts facts={facts} stacked />
      </div>
    </aside>
  );
}
