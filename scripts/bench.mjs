import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { buildNative } from './dependencies.mjs';
import { asCommand, bin, Plain, root, run, say } from './run.mjs';
import { setup } from './setup.mjs';

/** `npm run bench [-- name …] [-- --json]`: figures as ratios against references of the same run. */
await asCommand(async () => {
  process.stdout.write = process.argv.includes('--json')
    ? process.stderr.write.bind(process.stderr)
    : process.stdout.write;
  await setup();
  await buildNative('better-sqlite3', 'build/Release/better_sqlite3.node');
  const built = await run(process.execPath, [
    bin('vite', 'bin/vite.js'),
    'build',
    '-c',
    'node.vite.config.mjs',
    '--mode',
    'bench',
  ]);
  if (built.code !== 0) throw new Plain(`The build of the benchmark failed:\n${built.output}`);
  say('Measuring; leave the machine alone …');
  const child = spawn(process.execPath, [join(root, 'out/bench/bench.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((done) => child.on('close', done));
});
