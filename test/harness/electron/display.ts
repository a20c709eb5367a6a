import { spawn } from 'node:child_process';

/** A screen for one desk: `env` for the program that opens windows on it; `stop` when it is no longer needed. */
export type Display = { env: Record<string, string>; stop(): void };

/**
 * On Linux without a display, starts a virtual one (1440 × 900) of its own, so that two desks never fight for the keyboard.
 * Elsewhere windows open on the display there is.
 */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
    return { env: {}, stop: () => undefined };
  }
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => void child.kill();
  process.once('exit', stop);
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', () => reject(new Error('Xvfb is not installed: run npm run setup')));
    child.once('exit', (code) => reject(new Error(`Xvfb ended at once (code ${code})`)));
    child.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { env: { DISPLAY: `:${number}` }, stop };
}
