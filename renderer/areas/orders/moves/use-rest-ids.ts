import { useRef } from 'react';
import { makeId } from '../../../bridge/make-id';
import type { OrderItem } from './item-moves';

/** For every line the id of what may be left over of it: made once for a dialog, so that trying again splits nothing twice. */
export function useRestIds(items: readonly OrderItem[]): Readonly<Record<string, string>> {
  const made = useRef<Record<string, string>>({});
  for (const { id } of items) made.current[id] ??= makeId();
  return made.current;
}
