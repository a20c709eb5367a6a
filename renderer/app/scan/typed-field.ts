/** What a text field held before a scanner began to type into it. */
export interface FieldBefore {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

const textTypes = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number', 'date', 'datetime-local']);

/** The field that typing would reach now, or null. */
export function textField(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && textTypes.has(target.type) ? target : null;
}

export function rememberField(target: EventTarget | null): FieldBefore | null {
  const field = textField(target);
  // Fields such as numbers and dates have no selection to ask for.
  const [start, end] = field ? [field.selectionStart, field.selectionEnd] : [null, null];
  return field && { field, value: field.value, start, end };
}

/** Takes back what leaked into the field, through the setter of the browser, so that React hears of it. */
export function restoreField({ field, value, start, end }: FieldBefore): void {
  if (field.value === value || !field.isConnected) return;
  const home = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(home.prototype, 'value')?.set?.call(field, value);
  // Told as an undo: a list that opened on the first characters then knows that nobody asked for it.
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
  if (start !== null) field.setSelectionRange(start, end);
}
