import { protocol } from 'electron';
import { listAppFiles } from './app-files';
import { createAppServer } from './serve-app';
import { createMediaServer } from './serve-media';

/** Names our schemes to Chromium. Must run before the app is ready. */
export function declareSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: 'media', privileges: { secure: true } },
  ]);
}

/** Serves `app://backroom/…` from the folder of the built screens and `media://…` from where `findMedia` says. */
export async function serveSchemes(
  screens: string,
  findMedia: (hash: string) => Promise<string | null>,
): Promise<void> {
  protocol.handle('app', createAppServer(await listAppFiles(screens)));
  protocol.handle('media', createMediaServer(findMedia));
}
