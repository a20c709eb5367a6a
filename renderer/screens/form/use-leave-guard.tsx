import { Button, Group, Text } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog';
import { useWording } from '../text/wording';

interface LeaveGuard {
  /** Asks before typed work is left; must stand somewhere on the screen. */
  readonly dialog: ReactNode;
  /** Leaves without asking, after a save. */
  readonly leave: (go: () => void) => void;
}

/** Keeps a person from losing what he typed by a slip: going elsewhere asks first while `dirty`. */
export function useLeaveGuard(dirty: boolean): LeaveGuard {
  const { t } = useWording();
  const free = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  );
  const leave = (go: () => void) => {
    free.current = true;
    go();
    free.current = false;
  };
  const dialog = (
    <Dialog opened={blocker.state === 'blocked'} onClose={() => blocker.reset?.()} title={t('leave.title')} size="sm">
      <Text size="sm">{t('leave.text')}</Text>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('leave.discard')}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {t('leave.stay')}
        </Button>
      </Group>
    </Dialog>
  );
  return { dialog, leave };
}
