import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Plain, asCommand, bin, root, run, say } from './run.mjs';

const sources = [
  'main',
  'renderer',
  'server',
  'shared',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'node.vite.config.mjs',
];
const products = [
  'main/main.js',
  'main/core-process.js',
  'preload/preload.js',
  'renderer/index.html',
  'server/server.js',
];
const stamp = join(root, '.cache', 'build.sha256');
const vite = [bin('vite', 'bin/vite.js'), 'build', '-c', 'node.vite.config.mjs', '--mode'];
const builds = [
  { name: 'core', args: [...vite, 'core'] },
  { name: 'server', args: [...vite, 'server'] },
  { name: 'shell and screens', args: [bin('electron-vite', 'bin/electron-vite.js'), 'build'] },
];

/** Builds the desk and the central API into `out/`, unless the sources are the ones it was last built from. */
export async function build({ force = false } = {}) {
  const hash = await hashOfSources();
  if (!force && (await isBuiltFrom(hash))) return;
  say('Building the app …');
  await rm(stamp, { force: true });
  await rm(join(root, 'out'), { recursive: true, force: true });
  const results = await Promise.all(
    builds.map(async ({ name, args }) => ({
      name,
      ...(await run(process.execPath, args, { env: { NODE_ENV: 'production' } })),
    })),
  );
  const broken = results.filter(({ code }) => code !== 0);
  if (broken.length > 0) {
    throw new Plain(
      broken.map(({ name, output }) => `The build of the ${name} failed:\n${output.trim()}`).join('\n\n'),
    );
  }
  await mkdir(join(root, '.cache'), { recursive: true });
  await writeFile(stamp, hash);
}

async function isBuiltFrom(hash) {
  const last = await readFile(stamp, 'utf8').catch(() => '');
  const there = await Promise.all(
    products.map((name) =>
      readFile(join(root, 'out', name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return last === hash && !there.includes(false);
}

async function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(sources.map((name) => filesUnder(join(root, name))))).flat()) {
    hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** All files under a path (or the path itself), in a stable order, without tests: they are not built. */
async function filesUnder(path) {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries)
    return (await readFile(path).then(
      () => true,
      () => false,
    ))
      ? [path]
      : [];
  return entries
    .filter((entry) => entry.isFile() && !/\.(test|e2e)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asCommand(async () => {
    await build({ force: true });
    say('The app is built in out/.');
  });
}
