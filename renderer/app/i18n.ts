import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import de from '../../resources/locales/de.json';
import en from '../../resources/locales/en.json';

/** The languages of the screens, both bundled: there is no network to fetch them from. */
export const locales = { en, de } as const;
export type Language = keyof typeof locales;

/** The language to begin with: the machine's, until the person's settings are known. */
export function machineLanguage(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in locales);
  return known === 'de' ? 'de' : 'en';
}

/** Makes the translations ready at once. */
export function startTranslation(language: Language): i18n {
  const made = i18next.createInstance();
  void made.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  // Nouns keep their capital in German only: `New {{one, lower}}`.
  made.services.formatter?.add('lower', (word: string, language = 'en') => word.toLocaleLowerCase(language));
  return made;
}
