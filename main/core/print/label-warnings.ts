import { assertNever } from '../../../shared/kernel/assert';
import type { ContentLocale } from '../../../shared/kernel/field';
import type { LabelWarning } from '../../../shared/labels/label-layout';

const millimetres = (value: number, language: ContentLocale) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)} mm`;

function inEnglish(warning: LabelWarning): string {
  const mm = (value: number) => millimetres(value, 'en');
  switch (warning.kind) {
    case 'text-shrunk':
      return `A text is printed smaller, at ${mm(warning.used)} instead of ${mm(warning.wanted)}`;
    case 'text-cut':
      return `A text is cut to “${warning.printed}”`;
    case 'value-missing':
      return `There is no ${warning.binding} to print`;
    case 'characters-missing':
      return `The label font lacks ${warning.characters}`;
    case 'module-reduced':
      return `The bars are narrower, ${mm(warning.used)} instead of ${mm(warning.wanted)}`;
    case 'module-below-standard':
      return `The bars, ${mm(warning.used)}, are narrower than the standard’s ${mm(warning.standard)}`;
    case 'bars-short':
      return `The bars, ${mm(warning.height)}, are shorter than the standard’s ${mm(warning.standard)}`;
    default:
      return assertNever(warning);
  }
}

function inGerman(warning: LabelWarning): string {
  const mm = (value: number) => millimetres(value, 'de');
  switch (warning.kind) {
    case 'text-shrunk':
      return `Ein Text wird kleiner gedruckt, mit ${mm(warning.used)} statt ${mm(warning.wanted)}`;
    case 'text-cut':
      return `Ein Text wird gekürzt auf „${warning.printed}“`;
    case 'value-missing':
      return `Es gibt keinen Wert für ${warning.binding}`;
    case 'characters-missing':
      return `Der Etikettenschrift fehlen ${warning.characters}`;
    case 'module-reduced':
      return `Die Striche sind schmaler, ${mm(warning.used)} statt ${mm(warning.wanted)}`;
    case 'module-below-standard':
      return `Die Striche sind mit ${mm(warning.used)} schmaler als die ${mm(warning.standard)} der Norm`;
    case 'bars-short':
      return `Die Striche sind mit ${mm(warning.height)} kürzer als die ${mm(warning.standard)} der Norm`;
    default:
      return assertNever(warning);
  }
}

/** What a person should know before printing, in the language of the desk. */
export function warningText(warning: LabelWarning, language: ContentLocale): string {
  return language === 'de' ? inGerman(warning) : inEnglish(warning);
}
