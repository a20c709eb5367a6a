import type { BrowserWindow } from 'electron';

/** How long typed text may wait for the disk, in milliseconds; Chromium alone may take a minute. */
const SOON = 2_000;

/** Drafts that a page keeps beside what is saved are on the disk soon, so that they survive a kill. Nothing new costs nothing. */
export function keepTyped(window: BrowserWindow): void {
  const { session } = window.webContents;
  const timer = setInterval(() => session.flushStorageData(), SOON);
  window.once('closed', () => clearInterval(timer));
}
