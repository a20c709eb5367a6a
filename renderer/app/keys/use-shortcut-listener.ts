import { useContext, useEffect } from 'react';
import { keyName, matchShortcut, type Shortcut } from '../../kit/keys/shortcut';
import { ShortcutContext } from '../../kit/keys/shortcut-registry';
import { useShortcuts } from '../../kit/keys/use-shortcuts';

/** A scanner's next key comes sooner than this; a single key waits that long before it does anything, in milliseconds. */
const SCANNER = 55;
/** Between the keys of one shortcut. */
const SEQUENCE = 900;

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select') !== null);

/** Something floats above the page and has the keyboard. */
const isCovered = () => document.querySelector('[role=dialog]') !== null;

/** Listens for the shortcuts of everything on the screen; offers those of the frame itself. */
export function useShortcutListener(own: readonly Shortcut[]): void {
  const registry = useContext(ShortcutContext);
  useShortcuts(own);
  useEffect(() => {
    let pressed: string[] = [];
    let last = 0;
    let soon = 0;
    const run = (shortcut: Shortcut) => {
      pressed = [];
      shortcut.run();
    };
    const onKey = (event: KeyboardEvent) => {
      window.clearTimeout(soon);
      const name =
        event.defaultPrevented || event.repeat
          ? null
          : keyName({ key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey });
      if (name === null) return;
      const gap = event.timeStamp - last;
      last = event.timeStamp;
      const plain = !name.startsWith('mod+');
      if (plain && name !== 'Escape' && (isTyping(event) || isCovered() || gap < SCANNER)) {
        pressed = [];
        return;
      }
      pressed = gap > SEQUENCE ? [name] : [...pressed, name];
      let found = matchShortcut(registry.list(), pressed);
      if (found === null) found = matchShortcut(registry.list(), (pressed = [name]));
      if (found === null || found === 'more') return;
      event.preventDefault();
      if (plain) soon = window.setTimeout(run, SCANNER, found);
      else run(found);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.clearTimeout(soon);
    };
  }, [registry]);
}
