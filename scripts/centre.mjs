import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { asCommand, root } from './run.mjs';
import { setup } from './setup.mjs';

/** The central API and its commands, with everything it needs: `npm run centre -- --help`. */
async function main() {
  await setup();
  const server = join(root, 'out', 'server', 'server.js');
  const child = spawn(process.execPath, [server, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)));
}

await asCommand(main);
