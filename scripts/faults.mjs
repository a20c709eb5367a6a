import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildNative } from './dependencies.mjs';
import { asCommand, bin, Plain, root, run, say } from './run.mjs';
import { setup } from './setup.mjs';

/** Cases of a release, by family, and the program that does them. */
const families = {
  kill: { program: 'faults', cases: 50_000, title: 'kill points of saves, migration and rescue' },
  steps: { program: 'steps', cases: 5_000, title: 'deaths at steps of push, pull, rebase, load and recovery' },
  power: { program: 'faults', cases: 100_000, title: 'power-cut states' },
  disk: { program: 'faults', cases: 12_000, title: 'disk full and I/O errors' },
  damage: { program: 'faults', cases: 30_000, title: 'damaged files' },
  cut: { program: 'steps', cases: 20, title: 'responses cut at every byte' },
};

const help = `npm run faults                               every family, as many cases as a release wants (hours)
npm run faults -- --scale 0.02               a share of them
npm run faults -- --only kill,power --seed 7  some families: ${Object.keys(families).join(', ')}
npm run faults -- --only power --planted synchronous   with a fault planted in the desk, which must be found`;

function readArguments() {
  try {
    const options = Object.fromEntries(['only', 'scale', 'seed', 'planted'].map((name) => [name, { type: 'string' }]));
    const { scale = '1', seed = '1', only = Object.keys(families).join(','), planted } = parseArgs({ options }).values;
    const names = only.split(',');
    if (!(Number(scale) > 0) || !/^\d{1,6}$/.test(seed) || names.some((name) => !(name in families)))
      throw new Error('An option is not understood.');
    return { scale: Number(scale), seed: Number(seed), names, planted };
  } catch (error) {
    throw new Plain(`${error.message}\n\n${help}`);
  }
}

/** One process with its share of a family; resolves to its tally. */
function work(program, parts) {
  const child = spawn(process.execPath, [join(root, 'out/faults', `${program}.js`), ...parts], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Plain(`${program} ended with ${code}`)),
    ),
  );
}

/** Seeds of the processes lie far apart, so that none does what another does. */
const APART = 1000;

async function runFamily(name, { scale, seed, planted }) {
  const { program, cases, title } = families[name];
  const wanted = Math.max(1, Math.round(cases * scale));
  const workers = Math.min(availableParallelism(), Math.ceil(wanted / 50));
  const share = String(Math.ceil(wanted / workers));
  const tallies = await Promise.all(
    Array.from({ length: workers }, (_, at) =>
      work(program, [
        ...['--family', name, '--cases', share, '--seed', String(seed + APART * at)],
        ...(planted === undefined || program === 'steps' ? [] : ['--planted', planted]),
      ]),
    ),
  );
  const [{ skipped }] = tallies;
  if (skipped !== null) {
    say(`${title}: skipped, ${skipped}`);
    return null;
  }
  const sum = (part) => {
    const all = {};
    for (const tally of tallies)
      for (const [word, count] of Object.entries(tally[part])) all[word] = (all[word] ?? 0) + count;
    return all;
  };
  const told = (counts) =>
    Object.entries(counts)
      .map(([word, count]) => `${count} ${word}`)
      .join(', ');
  for (const line of tallies.flatMap((tally) => tally.told)) say(`  ${line}`);
  const wrong = sum('wrong');
  say(`${title}: ${told(sum('counts'))}; ${told(wrong)}`);
  return wrong;
}

/** `npm run faults`: a line of counts per family, and one of what was broken. */
await asCommand(async () => {
  const { names, ...how } = readArguments();
  await setup();
  await buildNative('better-sqlite3', 'build/Release/better_sqlite3.node');
  for (const program of new Set(names.map((name) => families[name].program))) {
    const vite = [bin('vite', 'bin/vite.js'), 'build', '-c', 'node.vite.config.mjs', '--mode', program];
    const built = await run(process.execPath, vite);
    if (built.code !== 0) throw new Plain(`The build of ${program} failed:\n${built.output}`);
  }
  const all = { lost: 0, doubled: 0, diverged: 0, silent: 0 };
  for (const name of names)
    for (const [word, count] of Object.entries((await runFamily(name, how)) ?? {})) all[word] += count;
  say(
    Object.entries(all)
      .map(([word, count]) => `${count} ${word}`)
      .join(', '),
  );
  return Object.values(all).every((count) => count === 0) ? 0 : 1;
});
