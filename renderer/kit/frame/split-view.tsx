import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { LEAST_PANE, paneWidth, paneWidthAfter } from './pane-width';
import styles from './split-view.module.css';

interface SplitViewProps {
  readonly list: ReactNode;
  /** The open record; without one the list has all the room. */
  readonly record?: ReactNode;
  /** Accessible name of the record's pane. */
  readonly recordLabel: string;
  /** Accessible name of the divider between the two. */
  readonly dividerLabel: string;
  /** Width of the record in pixels; half of the room unless told. */
  readonly width?: number;
  /** Told when the person moved the divider, so that it can be kept. */
  readonly onWidth?: (width: number) => void;
}

/**
 * A list and its open record: side by side from 1,280 px on, below that the record in front of the list.
 * The list stays alive behind it and keeps its place.
 */
export function SplitView({ list, record, recordLabel, dividerLabel, width, onWidth }: SplitViewProps) {
  const wide = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false });
  const { ref, width: whole } = useElementSize();
  const [chosen, setChosen] = useState(width);
  const open = record !== undefined && record !== null && record !== false;
  const beside = paneWidth(chosen ?? whole / 2, whole);
  const choose = (next: number) => {
    setChosen(next);
    onWidth?.(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const divider = event.currentTarget;
    const origin = event.clientX;
    divider.setPointerCapture(event.pointerId);
    divider.onpointermove = (moved) => choose(paneWidth(beside + origin - moved.clientX, whole));
    divider.onlostpointercapture = () => {
      divider.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = paneWidthAfter(event.key, beside, whole);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };
  return (
    <div ref={ref} className={styles.split}>
      <div className={styles.list} inert={open && !wide} data-behind={(open && !wide) || undefined}>
        {list}
      </div>
      {open && wide && (
        <div
          role="separator"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={dividerLabel}
          aria-valuenow={beside}
          aria-valuemin={LEAST_PANE}
          aria-valuemax={Math.max(LEAST_PANE, Math.round(whole) - LEAST_PANE)}
          className={styles.divider}
          onPointerDown={drag}
          onKeyDown={onKeyDown}
        />
      )}
      {open && (
        <section aria-label={recordLabel} className={styles.record} style={wide ? { width: beside } : undefined}>
          {record}
        </section>
      )}
    </div>
  );
}
