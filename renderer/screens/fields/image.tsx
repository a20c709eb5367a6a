import { Button, Input as Frame } from '@mantine/core';
import { Picture } from '../../kit/show/picture';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import { mediaAddress } from './parts/media-address';
import styles from './parts/fields.module.css';

const SMALL = 26;
const LARGE = 168;

const Cell = ({ value, full }: CellProps) => <Picture source={mediaAddress(value)} size={full ? LARGE : SMALL} />;

function Input({ entity, name, field, value, wording, error, onChange }: InputProps) {
  const source = mediaAddress(value);
  return (
    <Frame.Wrapper label={wording.field(entity, name)} error={error}>
      <div className={styles.range}>
        <Picture source={source} size={LARGE} />
        {field.optional && source !== undefined && (
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
