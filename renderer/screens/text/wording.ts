import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entity } from '../../../shared/kernel/entity';
import { contentLocales, type ContentLocale, type LocalizedText } from '../../../shared/kernel/field';

/** How things are called and written for the person at this desk. */
export interface Wording {
  readonly t: TFunction;
  readonly language: ContentLocale;
  /** For `Intl`: the person's language with his region, such as `de-AT`. */
  readonly locale: string;
  readonly one: (entity: Entity) => string;
  readonly many: (entity: Entity) => string;
  readonly field: (entity: Entity, name: string) => string;
  readonly choice: (entity: Entity, name: string, value: string) => string;
  /** Content in the person's language, else in the first language that has it. */
  readonly text: (value: LocalizedText | null | undefined) => string;
}

const regions: Readonly<Record<ContentLocale, string>> = { en: 'en-GB', de: 'de-DE' };

/** The person's language with the region that his machine says, so that dates and money look as he knows them. */
export function localeFor(language: ContentLocale, machine: readonly string[]): string {
  return machine.find((locale) => locale.startsWith(`${language}-`)) ?? regions[language];
}

export function isContentLocale(language: string): language is ContentLocale {
  return (contentLocales as readonly string[]).includes(language); // widened only to ask
}

/** Makes the wording for a language. */
export function wordingFor(language: ContentLocale, t: TFunction, machine: readonly string[]): Wording {
  return {
    t,
    language,
    locale: localeFor(language, machine),
    one: (entity) => entity.words[language].one,
    many: (entity) => entity.words[language].many,
    field: (entity, name) => entity.words[language].fields[name] ?? name,
    choice: (entity, name, value) => entity.words[language].choices[name]?.[value] ?? value,
    text: (value) => value?.[language] || contentLocales.map((locale) => value?.[locale]).find(Boolean) || '',
  };
}

/** The wording of this window; a new one only when the language changes. */
export function useWording(): Wording {
  const { t, i18n } = useTranslation();
  const language = isContentLocale(i18n.language) ? i18n.language : 'en';
  return useMemo(() => wordingFor(language, t, navigator.languages), [language, t]);
}
