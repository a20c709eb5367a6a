import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Entity } from '../../../shared/kernel/entity';
import type { Wording } from '../text/wording';
import { allColumns } from './list-columns';
import styles from './list.module.css';

interface ColumnChooserProps {
  readonly entity: Entity;
  readonly columns: readonly string[];
  readonly onChange: (columns: readonly string[] | null) => void;
  readonly wording: Wording;
}

/** Which columns a list shows. */
export function ColumnChooser({ entity, columns, onChange, wording }: ColumnChooserProps) {
  const label = wording.t('list.columns');
  const all = allColumns(entity);
  const change = (chosen: string[]) => onChange(all.filter((name) => chosen.includes(name)));
  return (
    <Popover position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon variant="default" aria-label={label}>
            <IconColumns3 size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Checkbox.Group value={[...columns]} onChange={change} aria-label={label}>
          <div className={styles.columns}>
            {all.map((name) => (
              <Checkbox
                key={name}
                value={name}
                label={wording.field(entity, name)}
                disabled={columns.length === 1 && columns[0] === name}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Button variant="subtle" size="xs" mt={8} onClick={() => onChange(null)}>
          {wording.t('list.usualColumns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
