import type { CellProps, FieldParts } from './parts/field-parts';
import { textParts } from './text';
import styles from './parts/fields.module.css';

function Cell({ value }: CellProps) {
  return <code className={styles.code}>{typeof value === 'string' ? value : '–'}</code>;
}

/** A code as a scanner reads it. */
export const barcodeParts: FieldParts = { ...textParts, Cell, width: 168 };
