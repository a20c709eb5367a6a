import { app, Menu, nativeTheme } from 'electron';
import type { Settings } from '../../shared/protocol/ipc';
import type { ShellMemory } from './shell-memory';
import { shellTexts, type ShellTexts } from './shell-texts';
import { menuTemplate, type MenuActions } from './window/menu';

/** The shell's own words and colours, by what the person set. */
export interface Look {
  texts: () => ShellTexts;
  /** Puts on what was set, and remembers it for the next start. */
  dress: (settings: Pick<Settings, 'theme' | 'language'>) => void;
}

/** As set, else the system's. */
function languageOf(memory: ShellMemory): 'en' | 'de' {
  return memory.get().language ?? (app.getPreferredSystemLanguages()[0]?.startsWith('de') ? 'de' : 'en');
}

/** Dresses the app as remembered. The app must be ready. */
export function createLook(memory: ShellMemory, actions: MenuActions): Look {
  const kind = { mac: process.platform === 'darwin', developer: !app.isPackaged };
  const texts = () => shellTexts[languageOf(memory)];
  const put = () => {
    nativeTheme.themeSource = memory.get().theme;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts(), actions, kind)));
  };
  put();
  return {
    texts,
    dress({ theme, language }) {
      memory.set({ theme, language });
      put();
    },
  };
}
