import { settingsSchema, type Settings } from '../../shared/protocol/ipc';
import type { DeskSettings } from './store/journal/desk-settings';

const KEY = 'look';

/** Ten minutes. */
const LOCK_AFTER = 600;

const systemLanguage = () => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith('de') ? 'de' : 'en');

type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** How this desk looks and speaks: of the machine, not of a person. What cannot be read counts as never set. */
export async function getSettings(store: DeskSettings): Promise<Settings> {
  const kept = settingsSchema.partial().safeParse(await store.get(KEY));
  const { theme, density, language, lockAfter } = kept.success ? kept.data : {};
  return {
    theme: theme ?? 'system',
    density: density ?? 'comfortable',
    language: language ?? systemLanguage(),
    lockAfter: lockAfter ?? LOCK_AFTER,
  };
}

export async function setSettings(store: DeskSettings, changes: SettingsChange): Promise<Settings> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const settings = settingsSchema.parse({ ...(await getSettings(store)), ...given });
  await store.set(KEY, settings);
  return settings;
}
