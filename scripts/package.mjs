import { chmod, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asCommand, root, say } from './run.mjs';
import { setup } from './setup.mjs';

/** Files that belong to the runtime we develop with, not to the product: in the stand-in, its loader and our marks. */
const notOurs = ['resources/default_app.asar', 'complete'];

/** Clears the runtime before it is packed, and leaves out the one fuse that an older Electron does not have: packing would fail on it. */
async function adaptRuntime({ appOutDir, packager }) {
  await Promise.all(notOurs.map((name) => rm(join(appOutDir, name), { recursive: true, force: true })));
  const { electronVersion, electronFuses } = packager.config;
  if (Number.parseInt(electronVersion, 10) < 29) delete electronFuses.grantFileProtocolExtraPrivileges;
}

/**
 * Builds the app and packs it, unpacked, for this machine into `dist/`, with the Electron at hand. Returns the path of the program.
 */
export async function packageApp() {
  const electron = await setup();
  say('Packing the app …');
  // electron-builder is loaded only now: before the set-up it need not be there.
  const { build, Platform } = (await import('electron-builder')).default;
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const config = {
    electronDist: electron.source === 'official' ? undefined : dirname(electron.executablePath),
    electronVersion: electron.version,
    afterExtract: adaptRuntime,
  };
  await build({ projectDir: root, targets: Platform.current().createTarget('dir'), publish: 'never', config });
  const program = programPath();
  if (process.platform === 'linux') await chmod(join(dirname(program), 'chrome-sandbox'), 0o755).catch(() => undefined);
  return program;
}

/** Where electron-builder puts the unpacked program on this platform. */
export function programPath() {
  const arm = process.arch === 'arm64' ? '-arm64' : '';
  const places = {
    linux: `linux${arm}-unpacked/backroom`,
    win32: `win${arm}-unpacked/Backroom.exe`,
    darwin: `mac${arm}/Backroom.app/Contents/MacOS/Backroom`,
  };
  return join(root, 'dist', places[process.platform] ?? places.linux);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asCommand(async () => say(`The app is packed: ${await packageApp()}`));
}
