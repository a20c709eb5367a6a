import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDisplay } from './display.mjs';
import { asCommand, Plain, root, say } from './run.mjs';
import { setup } from './setup.mjs';

const help = `Backroom, with everything it needs.

  npm start                      set up, start a central API with demo data, open the desk
  npm start -- --api <url>       use another centre; starts none
  npm start -- --data <folder>   use another desk's data (run it twice for two desks)
  npm start -- --port <number>   the port of the central API (4780, or a free one)

The central API keeps its data in .data/central; a desk keeps its own where the system keeps application data.`;
const started = new Set();
let desk;
const usualPort = 4780;

async function main() {
  const { values } = readArguments();
  if (values.help) return say(help);
  const electron = await setup();
  let display;
  try {
    const api = values.api ?? (await startCentre(values.port));
    display = await openDisplay();
    const env = { ...process.env, ...display.env, BACKROOM_API: api };
    if (values.data) env.BACKROOM_DATA = resolve(values.data);
    // Chromium's sandbox refuses to run as root; only this starter, never the product, gives it up there.
    const sandbox = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
    say(`Opening the desk; its centre is ${api}. Close the window or press Ctrl+C to stop.`);
    desk = launch(electron.executablePath, [...sandbox, root], env);
    return await ended(desk);
  } finally {
    stopAll('SIGTERM');
    display?.stop();
  }
}

function readArguments() {
  const options = {
    api: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  };
  try {
    const parsed = parseArgs({ options });
    const { api, port } = parsed.values;
    if (api !== undefined && !/^https?:$/.test(URL.canParse(api) ? new URL(api).protocol : ''))
      throw new Error(`--api wants an http(s) address, not "${api}".`);
    if (port !== undefined && !(Number(port) > 0 && Number(port) < 65_536))
      throw new Error(`--port wants a number from 1 to 65535, not "${port}".`);
    return parsed;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${help}`);
  }
}

/** Starts the built central API with demo data and waits until it answers. Returns its address. */
async function startCentre(wanted) {
  const port = wanted ? Number(wanted) : await freePort();
  const api = `http://127.0.0.1:${port}`;
  say(`Starting the central API with demo data at ${api} …`);
  const args = [
    join(root, 'out', 'server', 'server.js'),
    '--demo',
    '--port',
    String(port),
    '--data',
    join(root, '.data', 'central'),
  ];
  const child = launch(process.execPath, args, process.env);
  const failed = ended(child).then((code) => {
    throw new Plain(
      `The central API ended with code ${code}; its last words are above. Is port ${port} taken, or .data/central damaged?`,
    );
  });
  failed.catch(() => undefined);
  await Promise.race([untilHealthy(api), failed]);
  return api;
}

async function untilHealthy(api) {
  for (let tries = 0; tries < 600; tries += 1) {
    const ok = await fetch(`${api}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Plain('The central API did not answer within two minutes.');
}

const freePort = async () => (await tryPort(usualPort)) ?? (await tryPort(0));

const tryPort = (port) =>
  new Promise((done) => {
    const probe = createServer();
    probe.on('error', () => done(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const found = probe.address().port;
      probe.close(() => done(found));
    });
  });

function launch(command, args, env) {
  // A process group of its own: Ctrl+C reaches only this starter, which then stops the desk first and the centre after it.
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  started.add(child);
  child.on('close', () => started.delete(child));
  return child;
}

const ended = (child) =>
  new Promise((done) => {
    child.on('error', (error) => (say(error.message), done(1)));
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });

function stopAll(signal) {
  for (const child of started) child.kill(signal);
}

/** Ctrl+C: the desk closes, and with it everything ends in order. Pressed again, or before there is a desk, it ends at once. */
let interrupted = false;
function interrupt() {
  if (interrupted || !desk) {
    stopAll('SIGKILL');
    process.exit(130);
  }
  interrupted = true;
  say('Stopping …');
  desk.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
process.on('exit', () => stopAll('SIGTERM'));
await asCommand(main);
