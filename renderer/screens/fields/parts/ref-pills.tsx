import { IconX } from '@tabler/icons-react';
import type { Entity } from '../../../../shared/kernel/entity';
import type { Wording } from '../../text/wording';
import { RefTitle } from './ref-title';
import styles from './fields.module.css';

interface RefPillsProps {
  readonly entity: Entity;
  readonly ids: readonly string[];
  readonly wording: Wording;
  /** In one line, whatever its length. */
  readonly short?: boolean;
  /** Without it the pills cannot be taken off. */
  readonly onChange?: (ids: readonly string[]) => void;
}

/** Records in a row, by their titles. */
export function RefPills({ entity, ids, wording, short, onChange }: RefPillsProps) {
  if (ids.length === 0) return null;
  return (
    <span className={styles.many} data-short={short || undefined}>
      {ids.map((id) => (
        <span key={id} className={styles.pill}>
          <RefTitle entity={entity.name} id={id} wording={wording} />
          {onChange && (
            <button
              type="button"
              className={styles.clear}
              aria-label={wording.t('common.remove')}
              onClick={() => onChange(ids.filter((other) => other !== id))}
            >
              <IconX size={12} stroke={1.75} aria-hidden />
            </button>
          )}
        </span>
      ))}
    </span>
  );
}
