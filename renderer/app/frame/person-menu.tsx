import { Avatar, Button, Popover, SegmentedControl, Stack, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconLock, IconLogout, IconPassword } from '@tabler/icons-react';
import { useState } from 'react';
import { useCall } from '../../bridge/use-call';
import { useMay, type Session } from '../../bridge/use-session';
import { useSettings, type Settings } from '../../bridge/use-settings';
import { ShortcutHint } from '../../kit/show/shortcut-hint';
import { useNotice } from '../../screens/text/use-notice';
import { useWording, type Wording } from '../../screens/text/wording';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { PinDialog } from './pin-dialog';
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
  const [pin, setPin] = useState(false);
  const name = session.person?.name ?? '';
  const has = session.pins.includes(session.person?.userId ?? '');
  const leave = () => void call('session.signOut', null).catch(notice.failed);
  const lock = () => void call('session.lock', null).catch(notice.failed);
  useShortcuts([{ keys: ['mod+l'], title: 'lock.lock', run: lock }]);
  const row = (label: string, Icon: typeof IconLock, { run, keys }: { run: () => void; keys?: string[] }) => (
    <Button
      variant="default"
      justify="flex-start"
      classNames={{ label: styles.grow }}
      leftSection={<Icon size={16} stroke={1.5} />}
      rightSection={keys && <ShortcutHint keys={keys} quiet />}
      onClick={() => {
        setOpened(false);
        run();
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        width={264}
        trapFocus
        returnFocus
        withinPortal
      >
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
              <div className={styles.personDetail}>{placeOf(session, t)}</div>
            </div>
            <LookSettings />
            <LockSetting />
            <Stack gap={6}>
              {row(t('shortcuts.title'), IconKeyboard, { run: onShortcuts, keys: ['?'] })}
              {row(t(has ? 'pin.change' : 'pin.set'), IconPassword, { run: () => setPin(true) })}
              {row(t('lock.lock'), IconLock, { run: lock, keys: ['Ctrl', 'L'] })}
              {row(t('person.signOut'), IconLogout, { run: leave })}
            </Stack>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {pin && <PinDialog has={has} onClose={() => setPin(false)} />}
    </>
  );
}

/** Which desk of which shop. */
function placeOf({ centre, deskNumber }: Session, t: Wording['t']): string {
  const desk = deskNumber === null ? '' : t('person.desk', { number: deskNumber });
  return [centre?.name, desk].filter(Boolean).join(' · ');
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

/** In minutes; 0: never. */
const pauses = [1, 5, 10, 30, 0] as const;

/** When a desk that nobody touches locks itself: for who looks after the desks. */
function LockSetting() {
  const { t } = useWording();
  const notice = useNotice();
  const [{ lockAfter }, change] = useSettings();
  const may = useMay('administration.desk.update');
  if (!may) return null;
  return (
    <Choice
      label={t('lock.after')}
      value={String(lockAfter / 60)}
      data={pauses.map((minutes) => ({ value: String(minutes), label: minutes ? String(minutes) : t('lock.never') }))}
      onChange={(minutes) => void change({ lockAfter: Number(minutes) * 60 }).catch(notice.failed)}
    />
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
