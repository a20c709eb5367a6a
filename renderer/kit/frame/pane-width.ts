/** The narrowest a pane may get, in pixels. */
export const LEAST_PANE = 380;

/** Width of the record beside its list, kept so that both panes stay usable; all in pixels. */
export function paneWidth(wanted: number, whole: number): number {
  const most = Math.max(LEAST_PANE, whole - LEAST_PANE);
  return Math.round(Math.max(LEAST_PANE, Math.min(most, wanted)));
}

/** The width after a key on the divider between the panes; `undefined` when the key does not move it. */
export function paneWidthAfter(key: string, width: number, whole: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return paneWidth(width + 24, whole);
    case 'ArrowRight':
      return paneWidth(width - 24, whole);
    case 'Home':
      return paneWidth(whole, whole);
    case 'End':
      return paneWidth(0, whole);
    default:
      return undefined;
  }
}
