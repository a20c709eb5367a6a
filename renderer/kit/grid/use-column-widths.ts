import { useState } from 'react';
import { resized } from '../grid-model/grid-column';

type Widths = Readonly<Record<string, number>>;

/** A change of a column's width by some pixels, from a width at the start; `undefined` takes its own width back. */
export type Resize = (column: number, to: { readonly from: number; readonly by: number } | undefined) => void;

/** The widths a person gave to columns, by column id. */
export function useColumnWidths(
  columns: readonly { readonly id: string }[],
  before: Widths | undefined,
  onWidths: ((widths: Widths) => void) | undefined,
): readonly [Widths, Resize] {
  const [widths, setWidths] = useState<Widths>(before ?? {});
  const resize: Resize = (at, to) => {
    const id = columns[at]?.id;
    if (id === undefined) return;
    const { [id]: _own, ...others } = widths;
    const next = to ? { ...others, [id]: resized(to.from, to.by) } : others;
    setWidths(next);
    onWidths?.(next);
  };
  return [widths, resize];
}
