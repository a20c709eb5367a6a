import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { checkNode, installDependencies } from './dependencies.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { asCommand, say } from './run.mjs';
import { installSystemPackages } from './system-packages.mjs';

/**
 * Makes a fresh clone ready to run: packages, native parts, system packages, Electron, the build. What is already there is left alone.
 * Returns the Electron to use: `{ executablePath, version, source }`. Throws Plain with advice when something cannot be had.
 */
export async function setup() {
  const started = Date.now();
  await checkNode();
  await installDependencies();
  await installSystemPackages();
  const electron = await resolveElectron();
  await build();
  say(
    `Ready: Node ${process.versions.node}, Electron ${electron.version} (${electron.source}), ${((Date.now() - started) / 1000).toFixed(1)} s.`,
  );
  return electron;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asCommand(async () => void (await setup()));
}
