import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { asCommand, Plain, root, say } from './run.mjs';
import { setup } from './setup.mjs';

const help = `A demo shop of any size, for the central API that npm start opens.

  npm run demo-data -- --orders 100000 --variants 200000
  npm run demo-data -- --data <folder>   another folder than .data/central

What lies in the folder is not deleted but moved aside.`;

function readArguments() {
  const options = Object.fromEntries(['orders', 'variants', 'data'].map((name) => [name, { type: 'string' }]));
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } });
    for (const name of ['orders', 'variants']) {
      if (values[name] !== undefined && !/^[1-9]\d{0,6}$/.test(values[name]))
        throw new Error(`--${name} wants a number from 1 to 9999999, not "${values[name]}".`);
    }
    return values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${help}`);
  }
}

/** Lets the central API fill an empty folder, and ends it as soon as it says that it is ready. */
async function fill(folder, sizes) {
  const args = [join(root, 'out/server/server.js'), '--demo', '--port', '0', '--data', folder, ...sizes];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let ready = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.includes('"ready":true')) return;
    ready = true;
    child.kill('SIGTERM');
  });
  const code = await new Promise((done) => child.on('close', done));
  if (!ready) throw new Plain(`The central API ended with code ${code} before the demo shop was complete.`);
}

async function main() {
  const values = readArguments();
  if (values.help) return say(help);
  await setup();
  const folder = resolve(root, values.data ?? '.data/central');
  if (existsSync(folder)) {
    const aside = `${folder}.${new Date().toISOString().replaceAll(':', '-')}`;
    await rename(folder, aside);
    say(`What was in ${folder} is now in ${aside}.`);
  }
  const started = Date.now();
  const sizes = ['orders', 'variants'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
  say('Making the demo shop …');
  await fill(folder, sizes);
  say(`The demo shop is in ${folder} after ${Math.round((Date.now() - started) / 1000)} s; npm start opens it.`);
}

await asCommand(main);
