import { app, BrowserWindow, dialog } from 'electron';
import { join } from 'node:path';

/** Asks the person where to save a file. Resolves to the path, or null. It belongs to the window in front. */
export async function choosePath(suggestedName: string): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), suggestedName) };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || !filePath ? null : filePath;
}
