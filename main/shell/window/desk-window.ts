import { BrowserWindow, nativeTheme, screen } from 'electron';
import { START } from '../protocol/serve-app';
import type { ShellMemory, WindowPlace } from '../shell-memory';
import { fitPlace, SMALLEST } from './fit-place';

/** The canvas of the screens (`renderer/app/theme.css`), so that nothing flashes before the first paint. */
const canvas = () => (nativeTheme.shouldUseDarkColors ? '#131718' : '#f7f8f8');
/** A window that has not painted by then, in milliseconds, is shown as it is. */
const LATEST = 5_000;

export interface DeskWindowOptions {
  /** The built preload script. */
  preload: string;
  icon: string;
  memory: ShellMemory;
  /** Called before the page loads. */
  onMade: (window: BrowserWindow) => void;
}

const placeOf = (window: BrowserWindow): WindowPlace => ({
  ...window.getNormalBounds(),
  maximized: window.isMaximized(),
});

/** Opens a window on the product's page, where the last one stood (a further one: a little below), shown once it is painted. */
export function openDeskWindow({ preload, icon, memory, onMade }: DeskWindowOptions): BrowserWindow {
  const { place } = memory.get();
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const front = BrowserWindow.getAllWindows()[0];
  const wanted = front ? { ...placeOf(front), x: placeOf(front).x + 28, y: placeOf(front).y + 28 } : place;
  const window = new BrowserWindow({
    ...fitPlace(wanted, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Backroom',
    icon,
    backgroundColor: canvas(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      enableWebSQL: false,
      safeDialogs: true,
    },
  });
  if (!front && place?.maximized) window.maximize();
  rememberPlace(window, memory);
  showWhenPainted(window);
  onMade(window);
  void window.loadURL(START).catch(() => undefined); // told by did-fail-load
  return window;
}

function showWhenPainted(window: BrowserWindow): void {
  const show = () => {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const timer = setTimeout(show, LATEST);
  window.once('ready-to-show', show);
  nativeTheme.on('updated', recolour);
  window.once('closed', () => {
    clearTimeout(timer);
    nativeTheme.off('updated', recolour);
  });
  function recolour() {
    window.setBackgroundColor(canvas());
  }
}

function rememberPlace(window: BrowserWindow, memory: ShellMemory): void {
  let timer: NodeJS.Timeout | undefined;
  const keep = () => memory.set({ place: placeOf(window) });
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(timer);
    keep();
  });
}
