import type { TFunction } from 'i18next';
import type { PlainError } from '../../../shared/kernel/errors';

/** An error for people: never a code alone. */
export interface ErrorText {
  /** What happened. */
  readonly happened: string;
  /** What was kept. */
  readonly kept: string;
  /** What to do. */
  readonly advice: string;
  /** For support; defects only. */
  readonly reference?: string;
}

const exists = (t: TFunction, key: string) => t(key, { defaultValue: '' }) !== '';

/** Details as words: times in `locale`, everything else as it is. */
function parameters({ details }: PlainError, locale: string): Record<string, string | number> {
  const entries = Object.entries(details).flatMap(([name, value]): [string, string | number][] => {
    if (name === 'until' && typeof value === 'number')
      return [[name, new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(value)]];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Puts an error into words: by `details.reason` where the locales know it (`reasons.<reason>`), else by its code
 * (`errors.<code>`). Each part falls back on its own, so that a reason may only say what happened.
 */
export function errorText(error: PlainError, t: TFunction, locale: string): ErrorText {
  const given = parameters(error, locale);
  const reason = error.details.reason?.replaceAll('.', '_');
  const part = (name: 'happened' | 'kept' | 'advice') => {
    const special = `reasons.${reason}.${name}`;
    return reason && exists(t, special) ? t(special, given) : t(`errors.${error.code}.${name}`, given);
  };
  const words = { happened: part('happened'), kept: part('kept'), advice: part('advice') };
  return error.code === 'internal' ? { ...words, reference: error.message.slice(0, 200) } : words;
}
