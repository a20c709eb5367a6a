import { Modal } from '@mantine/core';
import { useContext } from 'react';
import { ShortcutContext } from '../../kit/keys/shortcut-registry';
import { ShortcutHint } from '../../kit/show/shortcut-hint';
import { useWording } from '../../screens/text/wording';
import styles from './overlay.module.css';

/** What every list offers; the grid listens by itself. */
const gridKeys = [
  { keys: ['↑', '↓'], title: 'shortcuts.move' },
  { keys: ['Enter'], title: 'shortcuts.open' },
  { keys: ['Space'], title: 'shortcuts.look' },
  { keys: ['Esc'], title: 'shortcuts.close' },
] as const;

/** `mod+s` as it stands on the keys: Ctrl S. */
const onKeys = (keys: readonly string[]) =>
  keys
    .flatMap((key) => key.split('+'))
    .map((key) => (key === 'mod' ? 'Ctrl' : key.length === 1 ? key.toUpperCase() : key));

interface ShortcutOverlayProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The shortcuts of what is open now. */
export function ShortcutOverlay({ opened, onClose }: ShortcutOverlayProps) {
  const { t } = useWording();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ShortcutList />
    </Modal>
  );
}

function ShortcutList() {
  const { t } = useWording();
  const registry = useContext(ShortcutContext);
  const titled = registry.list().flatMap(({ keys, title }) => (title ? [{ keys: onKeys(keys), title }] : []));
  const rows = new Map([...titled, ...gridKeys].map((row) => [row.keys.join(' '), row]));
  return (
    <dl className={styles.list}>
      {[...rows.values()].map(({ keys, title }) => (
        <div key={keys.join(' ')} className={styles.row}>
          <dt>{t(title)}</dt>
          <dd>
            <ShortcutHint keys={[...keys]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
