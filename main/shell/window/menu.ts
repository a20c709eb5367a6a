import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from '../shell-texts';

export interface MenuActions {
  newWindow: () => void;
  showLogs: () => void;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

function appMenu(t: ShellTexts['menu']): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: t.about },
      line,
      { role: 'services', label: t.services },
      line,
      { role: 'hide', label: t.hide },
      { role: 'hideOthers', label: t.hideOthers },
      { role: 'unhide', label: t.showAll },
      line,
      { role: 'quit', label: t.quit },
    ],
  };
}

/** Reload needs Shift: by F5 or Ctrl+R, a slip of the finger would cost a form. */
function viewMenu(t: ShellTexts['menu'], developer: boolean): Item {
  const tools: Item[] = developer ? [line, { role: 'toggleDevTools', label: t.developerTools }] : [];
  return {
    label: t.view,
    submenu: [
      { role: 'reload', label: t.reload, accelerator: 'CmdOrCtrl+Shift+R' },
      line,
      { role: 'resetZoom', label: t.actualSize },
      { role: 'zoomIn', label: t.zoomIn },
      { role: 'zoomOut', label: t.zoomOut },
      line,
      { role: 'togglefullscreen', label: t.fullScreen },
      ...tools,
    ],
  };
}

function editMenu(t: ShellTexts['menu']): Item {
  const roles = ['undo', 'redo', null, 'cut', 'copy', 'paste', null, 'selectAll'] as const;
  return { label: t.edit, submenu: roles.map((role): Item => (role ? { role, label: t[role] } : line)) };
}

/** The menu bar, in one language, with the shortcuts that people know. */
export function menuTemplate(
  { menu: t }: ShellTexts,
  { newWindow, showLogs }: MenuActions,
  { mac, developer }: { mac: boolean; developer: boolean },
): Item[] {
  const file: Item[] = [
    { label: t.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
    { role: 'close', label: t.closeWindow },
  ];
  const help: Item[] = [{ label: t.showLogs, click: showLogs }];
  return [
    ...(mac ? [appMenu(t)] : []),
    { label: t.file, submenu: mac ? file : [...file, line, { role: 'quit', label: t.quit, accelerator: 'Ctrl+Q' }] },
    editMenu(t),
    viewMenu(t, developer),
    {
      label: t.window,
      submenu: [
        { role: 'minimize', label: t.minimize },
        ...(mac ? [line, { role: 'front', label: t.front } as const] : []),
      ],
    },
    { label: t.help, role: 'help', submenu: mac ? help : [...help, line, { role: 'about', label: t.about }] },
  ];
}
