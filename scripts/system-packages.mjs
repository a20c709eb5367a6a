import { Plain, run, say } from './run.mjs';

/** Debian's names of what Electron's binary needs. Newer releases call some of them `…t64`. */
const forElectron = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
  'fonts-liberation',
];
/** … and for a screen where there is none. */
const forDisplay = ['xvfb', 'xauth'];

/** True where windows need a virtual screen: Linux without a display server. */
export const isHeadless = () => process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/** Sees to it that Electron can open a window on this machine. Does nothing on Windows and macOS, or when all is there. */
export async function installSystemPackages() {
  if (process.platform !== 'linux' || !(await isDebian())) return;
  await installPackages([...forElectron, ...(isHeadless() ? forDisplay : [])], 'to open windows');
}

/**
 * Installs Debian packages that are missing (as root), telling what for. Returns false when this is not Debian or Ubuntu;
 * throws Plain with the command to type when it is, but not root.
 */
export async function installPackages(names, purpose) {
  if (!(await isDebian())) return false;
  const missing = await missingOf(names);
  if (missing.length === 0) return true;
  if (process.getuid() !== 0) {
    throw new Plain(
      `These system packages are needed ${purpose}. Please install them, then try again:\n\n  sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`,
    );
  }
  say(`Installing system packages ${purpose}: ${missing.join(' ')} …`);
  const update = await run('apt-get', ['update', '-qq']);
  const actual = await Promise.all(missing.map(currentName));
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...actual], { env });
  if (install.code !== 0) {
    const said = [update, install].map(({ output }) => output.trim().split('\n').slice(-10).join('\n'));
    throw new Plain(
      `The system packages could not be installed:\n${said.join('\n')}\nCheck the network and the package sources, then try again.`,
    );
  }
  return true;
}

let debian;
const isDebian = async () => (debian ??= (await run('dpkg-query', ['--version'])).code === 0);

async function missingOf(names) {
  const query = await run('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\\n',
    ...names.flatMap((name) => [name, `${name}t64`]),
  ]);
  const installed = new Set(
    query.output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

async function currentName(name) {
  const { code } = await run('apt-cache', ['show', `${name}t64`]);
  return code === 0 ? `${name}t64` : name;
}
