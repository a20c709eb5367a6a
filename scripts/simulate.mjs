import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildNative } from './dependencies.mjs';
import { asCommand, bin, Plain, root, run, say } from './run.mjs';
import { setup } from './setup.mjs';

const help = `npm run simulate -- --histories 1000 --seed 7   deterministic histories of desks and a centre with all faults mixed
npm run simulate -- --replay test/simulation/regressions   schedules that were kept
A history that violates an invariant is made short, kept in test/simulation/regressions, and told in words.`;

const kept = join(root, 'test/simulation/regressions');

function readArguments() {
  try {
    const options = Object.fromEntries(['histories', 'seed', 'replay'].map((name) => [name, { type: 'string' }]));
    const { values } = parseArgs({ options });
    for (const name of ['histories', 'seed'])
      if (values[name] !== undefined && !/^\d{1,9}$/.test(values[name])) throw new Error(`--${name} wants a number.`);
    return values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${help}`);
  }
}

/** One process with its share of the histories; tells each line to `onLine`. */
function work(parts, onLine) {
  const child = spawn(process.execPath, [join(root, 'out/simulation/simulate.js'), ...parts], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const space = line.indexOf(' ');
    onLine(line.slice(0, space), JSON.parse(line.slice(space + 1)));
  });
  return new Promise((done) => child.on('close', done));
}

function collect() {
  const histories = new Map();
  const counts = {};
  let violations = 0;
  return {
    line(word, value) {
      if (word === 'story') {
        say(`\n${value.told.join('\n')}\n\n${value.violations.join('\n')}\nKept in ${value.file}`);
        return;
      }
      histories.set(value.name, value.hash);
      violations += value.violations.length;
      for (const one of value.violations) say(`history ${value.name}: ${one}`);
      for (const [name, count] of Object.entries(value.counts)) counts[name] = (counts[name] ?? 0) + count;
    },
    summary() {
      const trace = createHash('sha256');
      const names = [...histories.keys()].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
      for (const name of names) trace.update(histories.get(name));
      const told = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
      return `${histories.size} histories: ${told.join(', ')}; trace ${trace.digest('hex').slice(0, 16)}; ${violations} violations`;
    },
  };
}

/** `npm run simulate`: prints one line of counts at the end. */
await asCommand(async () => {
  const { histories = '1000', seed = '1', replay } = readArguments();
  await setup();
  await buildNative('better-sqlite3', 'build/Release/better_sqlite3.node');
  const vite = [bin('vite', 'bin/vite.js'), 'build', '-c', 'node.vite.config.mjs', '--mode', 'simulation'];
  const built = await run(process.execPath, vite);
  if (built.code !== 0) throw new Plain(`The build of the simulation failed:\n${built.output}`);
  const all = collect();
  const total = Number(histories);
  const workers = replay === undefined ? Math.max(1, Math.min(availableParallelism(), total)) : 1;
  const share = (index) => String(Math.floor((total * index) / workers));
  const parts = (index) =>
    replay === undefined
      ? ['--from', share(index), '--to', share(index + 1), '--seed', seed, '--keep', kept]
      : ['--replay', replay];
  const codes = await Promise.all(Array.from({ length: workers }, (_, index) => work(parts(index), all.line)));
  say(all.summary());
  return Math.max(...codes);
});
