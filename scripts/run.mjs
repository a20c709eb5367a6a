import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

// A reader that goes away (`npm test | head`) is no error.
process.stdout.on('error', () => undefined);

/** Prints one line of progress, so that a person always knows what is being waited for. */
export const say = (text) => void process.stdout.write(`${text}\n`);

/** An error whose message is for the person at the keyboard: printed without a stack. */
export class Plain extends Error {}

/** Runs `main` and ends the process with its code; a Plain error is shown as its message only. */
export async function asCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Plain ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}

/**
 * Runs a program to its end. Returns `{ code, output, seconds }`; output is collected, or with `show: true` what it writes to
 * stderr is shown at once and the rest dropped (Jest talks to people there). With `timeout` (ms) the program is stopped and
 * `timedOut` is true. A program that is not there gives code 127.
 */
export function run(command, args, { cwd = root, env = {}, show = false, timeout = 0 } = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'ignore' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    let timedOut = false;
    const timer = timeout && setTimeout(() => ((timedOut = true), child.kill('SIGKILL')), timeout);
    const done = (code) => {
      clearTimeout(timer);
      resolve({ code, output, timedOut, seconds: Math.round((Date.now() - started) / 100) / 10 });
    };
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', (error) => ((output += error.message), done(127)));
    child.on('close', (code) => done(code ?? 1));
  });
}

/** The script file of a tool installed in node_modules, to be run with this Node: `bin('eslint', 'bin/eslint.js')`. */
export const bin = (name, file) => join(root, 'node_modules', name, file);
