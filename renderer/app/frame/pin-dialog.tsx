import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCall } from '../../bridge/use-call';
import { Dialog } from '../../screens/form/dialog';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useNotice } from '../../screens/text/use-notice';
import { useWording } from '../../screens/text/wording';

interface PinDialogProps {
  /** Whether there is one to take away. */
  readonly has: boolean;
  readonly onClose: () => void;
}

/** A PIN for coming back quickly to a desk that is shared; typed twice, since nobody can look it up. */
export function PinDialog({ has, onClose }: PinDialogProps) {
  const { t } = useWording();
  const call = useCall();
  const save = useSave();
  const notice = useNotice();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const fault = /^\d{4,8}$/.test(pin) ? (pin === again ? null : 'again') : 'pin';
  const keep = async (value: string | null) => {
    if (!(await save.run(() => call('session.setPin', { pin: value })))) return;
    notice.done(t(value === null ? 'pin.removed' : 'pin.saved'));
    onClose();
  };
  const field = (name: 'pin' | 'again', value: string, change: (value: string) => void) => ({
    label: t(`pin.${name}`),
    error: asked && fault === name ? t(`pin.faults.${name}`) : undefined,
    inputMode: 'numeric' as const,
    maxLength: 8,
    autoComplete: 'off',
    visibilityToggleButtonProps: { 'aria-label': t('pin.show') },
    value,
    onChange: (event: { currentTarget: { value: string } }) => change(event.currentTarget.value.replace(/\D/g, '')),
  });
  return (
    <Dialog opened onClose={onClose} title={t(has ? 'pin.change' : 'pin.set')} size={400}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (fault === null) void keep(pin);
        }}
      >
        <Stack gap={14}>
          <Text size="sm" c="dimmed">
            {t('pin.text')}
          </Text>
          {save.error && <ProblemNote error={save.error} />}
          <PasswordInput {...field('pin', pin, setPin)} data-autofocus />
          <PasswordInput {...field('again', again, setAgain)} />
          <Group justify="flex-end" gap={8}>
            {has && (
              <Button variant="subtle" color="red" onClick={() => void keep(null)}>
                {t('pin.remove')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.busy}>
              {t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
