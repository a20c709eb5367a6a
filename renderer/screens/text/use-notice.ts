import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { toPlainError } from '../../../shared/kernel/errors';
import { errorText } from './error-text';
import { useWording } from './wording';

const LONG = 9000;

/** Short words at the edge of the screen: that something was done, or what went wrong. */
export function useNotice() {
  const { t, locale } = useWording();
  return useMemo(() => {
    const closeButtonProps = { 'aria-label': t('common.closeNote') };
    return {
      /** Already translated. */
      done: (message: string) => void notifications.show({ message, color: 'accent', closeButtonProps }),
      /** Whatever was thrown. */
      failed: (thrown: unknown) => {
        const { happened, kept, advice } = errorText(toPlainError(thrown), t, locale);
        notifications.show({
          title: happened,
          message: `${kept} ${advice}`,
          color: 'red',
          autoClose: LONG,
          closeButtonProps,
        });
      },
    };
  }, [t, locale]);
}
