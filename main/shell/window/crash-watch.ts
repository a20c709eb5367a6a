import { app, dialog, type BrowserWindow } from 'electron';
import type { ShellLog } from '../shell-log';
import type { ShellTexts } from '../shell-texts';

/** Two crashes within this time, in milliseconds, and a person decides. */
const SOON = 60_000;

/** A crashed page is loaded again, once; if it crashes again soon, the person is told and asked. What was saved is in the core. */
export function watchCrashes(window: BrowserWindow, texts: () => ShellTexts, log: ShellLog): void {
  const { webContents } = window;
  let last = -Infinity;
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('error', 'window.crashed', { reason, code: exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const again = Date.now() - last < SOON;
    last = Date.now();
    if (!again) webContents.reload();
    else void askAfterCrash(window, texts());
  });
  webContents.on('unresponsive', () => log('warn', 'window.unresponsive'));
  webContents.on('responsive', () => log('info', 'window.responsive'));
  webContents.on('did-fail-load', (_event, code, reason) => log('error', 'window.notLoaded', { code, reason }));
  webContents.on('preload-error', () => log('error', 'preload.failed'));
}

async function askAfterCrash(window: BrowserWindow, { crash }: ShellTexts): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: crash.title,
    detail: crash.detail,
    buttons: [crash.reload, crash.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else app.quit();
}

/** Logs the death of every other process of the app (GPU, network, the core). */
export function watchProcesses(log: ShellLog): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log('error', 'process.gone', { name: name ?? type, reason, code: exitCode });
  });
}
