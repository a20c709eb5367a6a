import { Modal, type ModalProps } from '@mantine/core';
import { useWording } from '../text/wording';

/** A dialog in the middle of the window, whose way out has a name. */
export function Dialog(props: ModalProps) {
  const { t } = useWording();
  return <Modal centered closeButtonProps={{ 'aria-label': t('common.close') }} {...props} />;
}
