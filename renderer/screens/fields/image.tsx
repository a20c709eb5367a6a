import { Button, Input as Frame } from '@mantine/core';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import { Picture, pictureHash } from './parts/picture';
import styles from './parts/fields.module.css';

const SMALL = 26;
const LARGE = 168;

const Cell = ({ value, full }: CellProps) => <Picture value={value} size={full ? LARGE : SMALL} />;

function Input({ entity, name, field, value, wording, error, onChange }: InputProps) {
  return (
    <Frame.Wrapper label={wording.field(entity, name)} error={error}>
      <div className={styles.range}>
        <Picture value={value} size={LARGE} />
        {field.optional && pictureHash(value) !== null && (
          <Button variant="default" onClick={() => onChange(null)}>
            {wording.t('field.takeOff')}
          </Button>
        )}
      </div>
    </Frame.Wrapper>
  );
}

/** A picture, named by the hash of its bytes. */
export const imageParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions, width: 64 };
