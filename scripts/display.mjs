import { spawn } from 'node:child_process';
import { Plain, say } from './run.mjs';
import { isHeadless } from './system-packages.mjs';

/**
 * On a Linux machine without a display, starts a virtual one (Xvfb picks a free number itself). Returns `{ env, stop }`: the
 * variables for programs that open windows, and how to end it. Elsewhere it does nothing.
 */
export async function openDisplay() {
  if (!isHeadless()) return { env: {}, stop: () => undefined };
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl+C must not take the display away while the app on it is closing.
    detached: true,
  });
  const number = await new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(new Plain('There is no display and Xvfb is not installed. Run npm run setup, or set DISPLAY.')),
    );
    child.on('exit', (code) => reject(new Plain(`The virtual display Xvfb ended at once (code ${code}).`)));
    child.stdio[3].on('data', (data) => resolve(String(data).trim()));
  });
  say(`No display here: windows open on the virtual display :${number}.`);
  return { env: { DISPLAY: `:${number}` }, stop: () => child.kill() };
}
