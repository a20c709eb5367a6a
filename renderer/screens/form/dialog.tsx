import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useManagerDesk } from '../../bridge/override/refused-gesture';
import { useWording } from '../text/wording';

/** A dialog in the middle of the window, whose way out has a name; the keyboard then goes back to where it came from. */
export function Dialog(props: ModalProps) {
  const { t } = useWording();
  // Most dialogs are simply gone when they close, and nothing in them can give the keyboard back then.
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (from instanceof HTMLElement && document.activeElement === document.body) from.focus({ preventScroll: true });
    },
    [from],
  );
  // A manager who is asked above another dialog has the keyboard; Escape sends him away, not what lies beneath.
  const beneath = useManagerDesk()?.asking ?? false;
  return (
    <Modal
      centered
      closeOnEscape={!beneath}
      trapFocus={!beneath}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      {...props}
    />
  );
}
