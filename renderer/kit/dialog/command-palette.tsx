import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ShortcutHint } from '../show/shortcut-hint';
import { itemAfter, keptItem } from './palette-model';
import type { PaletteGroup, PaletteItem } from './palette-model';
import styles from './command-palette.module.css';

/** A palette item with its picture. */
export interface CommandItem extends PaletteItem {
  readonly icon?: Icon;
}

interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** What fits the query so far. More may come later; what is lit stays lit. */
  readonly groups: readonly PaletteGroup<CommandItem>[];
  /** While results are still coming. */
  readonly busy: boolean;
  readonly onRun: (item: CommandItem) => void;
  readonly texts: {
    /** Accessible name, such as "Go to or do". */
    readonly title: string;
    readonly placeholder: string;
    readonly results: string;
    readonly searching: string;
    /** Said when nothing fits. */
    readonly nothing: string;
  };
  /** Hints at the foot. */
  readonly foot?: ReactNode;
}

/** `Ctrl+K`: goes anywhere, finds any record, does any action. */
export function CommandPalette(props: CommandPaletteProps) {
  const { opened, onClose, texts } = props;
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={620}
      yOffset="12vh"
      padding={0}
      // Gone at once: one that is asked for again while it still fades would not get the keyboard.
      transitionProps={{ duration: 140, exitDuration: 0 }}
      classNames={{ content: styles.content }}
    >
      <Modal.Overlay className="backdrop" />
      <Modal.Content aria-label={texts.title} aria-describedby={undefined}>
        <PaletteBody {...props} />
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({ query, onQuery, groups, busy, onRun, texts, foot }: CommandPaletteProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<{ readonly id: string; readonly query: string }>();
  // Another query starts at its best hit; later results for the same query leave the choice alone.
  const lit = keptItem(groups, chosen?.query === query ? chosen.id : undefined);
  const litId = lit ? `${id}-${lit.id}` : undefined;
  useEffect(() => {
    if (litId) document.getElementById(litId)?.scrollIntoView({ block: 'nearest' });
  }, [litId]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && lit) {
      event.preventDefault();
      onRun(lit);
      return;
    }
    const next = itemAfter(groups, lit?.id, event.key);
    if (!next) return;
    event.preventDefault();
    setChosen({ id: next.id, query });
  };
  const none = groups.every((group) => group.items.length === 0);
  return (
    <>
      <div className={styles.ask} data-busy={busy || undefined}>
        <IconSearch size={18} stroke={1.5} aria-hidden className={styles.sign} />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={litId}
          aria-autocomplete="list"
          aria-label={texts.title}
          placeholder={texts.placeholder}
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          value={query}
          onChange={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={texts.results} className={styles.list}>
        {groups.map(
          (group) =>
            group.items.length > 0 && (
              <div key={group.id} role="group" aria-labelledby={`${id}-group-${group.id}`}>
                <div id={`${id}-group-${group.id}`} role="presentation" className={styles.group}>
                  {group.label}
                </div>
                {group.items.map((item) => (
                  <PaletteOption
                    key={item.id}
                    item={item}
                    domId={`${id}-${item.id}`}
                    lit={item.id === lit?.id}
                    onLight={() => setChosen({ id: item.id, query })}
                    onRun={() => onRun(item)}
                  />
                ))}
              </div>
            ),
        )}
      </div>
      <div role="status" className={none ? styles.nothing : styles.hidden}>
        {busy ? texts.searching : none ? texts.nothing : ''}
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </>
  );
}

interface PaletteOptionProps {
  readonly item: CommandItem;
  readonly domId: string;
  readonly lit: boolean;
  readonly onLight: () => void;
  readonly onRun: () => void;
}

function PaletteOption({ item, domId, lit, onLight, onRun }: PaletteOptionProps) {
  const Shape = item.icon;
  return (
    // The list must not take the focus from the field that is being typed in.
    <div
      id={domId}
      role="option"
      aria-selected={lit}
      className={styles.option}
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={lit ? undefined : onLight}
      onClick={onRun}
    >
      {Shape && <Shape size={16} stroke={1.5} aria-hidden className={styles.icon} />}
      <span className={styles.label}>{item.label}</span>
      {item.detail && <span className={styles.detail}>{item.detail}</span>}
      {item.keys && <ShortcutHint keys={item.keys} quiet />}
    </div>
  );
}
