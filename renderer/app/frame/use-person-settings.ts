import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-call';

const schemes = { light: 'light', dark: 'dark', system: 'auto' } as const;

/** Makes the window follow the settings of its person: theme, density, language. */
export function usePersonSettings(): void {
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const { answer: settings } = useAnswer('settings.get', null);
  useEffect(() => {
    if (!settings) return;
    setColorScheme(schemes[settings.theme]);
    document.documentElement.dataset.density = settings.density;
    if (i18n.language !== settings.language) void i18n.changeLanguage(settings.language);
    // setColorScheme is a new function at every drawing
  }, [settings, i18n]);
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
}
