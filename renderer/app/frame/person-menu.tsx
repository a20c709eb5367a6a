import { Avatar, Button, Popover, SegmentedControl, Stack, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall } from '../../bridge/use-call';
import type { Session } from '../../bridge/use-session';
import { useSettings, type Settings } from '../../bridge/use-settings';
import { ShortcutHint } from '../../kit/show/shortcut-hint';
import { useNotice } from '../../screens/text/use-notice';
import { useWording } from '../../screens/text/wording';
import styles from './frame.module.css';

interface PersonMenuProps {
  readonly session: Session;
  readonly onShortcuts: () => void;
}

/** Who sits here, how the window looks for him, and how he leaves. */
export function PersonMenu({ session, onShortcuts }: PersonMenuProps) {
  const { t } = useWording();
  const call = useCall();
  const notice = useNotice();
  const [opened, setOpened] = useState(false);
  const name = session.person?.name ?? '';
  const leave = () => void call('session.signOut', null).catch(notice.failed);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={264} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <UnstyledButton className={styles.person} aria-haspopup="dialog" onClick={() => setOpened(!opened)}>
          <Avatar size={24} radius={24} name={name} color="accent" variant="filled" aria-hidden />
          <span className={styles.personName}>{name}</span>
          <VisuallyHidden>{`: ${t('person.menu')}`}</VisuallyHidden>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('person.menu')}>
        <Stack gap={12}>
          <div>
            <div className={styles.personTitle}>{name}</div>
            <div className={styles.personDetail}>
              {[
                session.centre?.name,
                session.deskNumber === null ? '' : t('person.desk', { number: session.deskNumber }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
          <LookSettings />
          <Button
            variant="default"
            classNames={{ label: styles.grow }}
            leftSection={<IconKeyboard size={16} stroke={1.5} />}
            rightSection={<ShortcutHint keys={['?']} quiet />}
            onClick={() => {
              setOpened(false);
              onShortcuts();
            }}
          >
            {t('shortcuts.title')}
          </Button>
          <Button
            variant="default"
            justify="flex-start"
            leftSection={<IconLogout size={16} stroke={1.5} />}
            onClick={leave}
          >
            {t('person.signOut')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const themes = ['light', 'dark', 'system'] as const;
const densities = ['comfortable', 'compact'] as const;
const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
] as const;

/** Theme, density and language of the person. */
export function LookSettings() {
  const { t } = useWording();
  const notice = useNotice();
  const [settings, change] = useSettings();
  const set = (changes: Partial<Settings>) => void change(changes).catch(notice.failed);
  return (
    <>
      <Choice
        label={t('settings.theme')}
        value={settings.theme}
        data={themes.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
        onChange={(theme) => set({ theme })}
      />
      <Choice
        label={t('settings.density')}
        value={settings.density}
        data={densities.map((value) => ({ value, label: t(`settings.densities.${value}`) }))}
        onChange={(density) => set({ density })}
      />
      <Choice
        label={t('settings.language')}
        value={settings.language}
        data={[...languages]}
        onChange={(language) => set({ language })}
      />
    </>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly data: { value: V; label: string }[];
  readonly onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, data, onChange }: ChoiceProps<V>) {
  return (
    <div>
      <div className={styles.choiceLabel}>{label}</div>
      <SegmentedControl fullWidth size="xs" aria-label={label} value={value} data={data} onChange={onChange} />
    </div>
  );
}
