import { useEffect, useRef } from 'react';
import { noBurst, step, type Burst } from './scanner';
import { rememberField, restoreField, textField, type FieldBefore } from './typed-field';

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Hears a scanner wherever the focus is, also behind dialogs. What it typed into a field is taken out again. */
export function useScanListener(onScan: (codes: readonly string[]) => void): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let burst: Burst = noBurst;
    let before: FieldBefore | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat) return;
      const { key, code, shiftKey: shift, timeStamp: at } = event;
      const next = step(burst, { key, code, shift, at, command: event.ctrlKey || event.altKey || event.metaKey });
      burst = next.burst;
      switch (next.kind) {
        case 'typing':
          if (next.first) before = rememberField(event.target);
          return;
        case 'burst':
          // In a field the characters stay until it is certain; elsewhere they would be taken for shortcuts.
          if (!textField(event.target)) stop(event);
          return;
        case 'scan':
          stop(event);
          if (before) restoreField(before);
          before = null;
          latest.current(next.codes);
      }
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
