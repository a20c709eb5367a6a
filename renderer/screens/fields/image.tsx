import { AppError } from '../../../shared/kernel/errors';
import { useCall } from '../../bridge/use-call';
import { PictureField } from '../../kit/picture/picture-field';
import { scaledPicture } from '../../kit/picture/scaled-picture';
import { Picture } from '../../kit/show/picture';
import type { CellProps, FieldParts, InputProps } from './parts/field-parts';
import { JsonFilter, emptyConditions } from './parts/json-filter';
import { useNotice } from '../text/use-notice';
import { mediaAddress } from './parts/media-address';

const SMALL = 26;
const LARGE = 168;

const Cell = ({ value, full }: CellProps) => <Picture source={mediaAddress(value)} size={full ? LARGE : SMALL} />;

function Input({ entity, name, field, value, wording, error, onChange }: InputProps) {
  const { t } = wording;
  const call = useCall();
  const notice = useNotice();
  const keep = async (file: File) => {
    const picture = await scaledPicture(file);
    if (!picture) throw new AppError('invalid', 'not a picture', { reason: 'media.noPicture' });
    onChange(await call('media.add', picture));
  };
  return (
    <PictureField
      label={wording.field(entity, name)}
      source={mediaAddress(value)}
      error={error}
      texts={{ choose: t('field.choosePicture'), change: t('field.otherPicture'), takeOff: t('field.takeOff') }}
      onFile={(file) => keep(file).catch(notice.failed)}
      onTakeOff={field.optional ? () => onChange(null) : undefined}
    />
  );
}

/** A picture, named by the hash of its bytes. */
export const imageParts: FieldParts = { Cell, Input, Filter: JsonFilter, conditions: emptyConditions, width: 64 };
