import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildNative } from './dependencies.mjs';
import { asCommand, bin, Plain, root, run, say } from './run.mjs';

const help = `npm run planted                      each planted bug, one at a time, in a copy of the tree: does its suite find it?
npm run planted -- --only "epoch"    those whose name contains it; may be said several times
npm run planted -- --record          the same for all, and the results go into test/faults/planted/README.md`;

const folder = join(root, 'test/faults/planted');
/** Not copied: made by the product's own commands, or of no use to a suite. */
const left = new Set(['.git', '.cache', '.data', 'node_modules', 'out', 'dist', 'coverage']);
const SEED = 1;
/** For one run of a suite. */
const SECONDS = 300;

function readArguments() {
  try {
    const only = { type: 'string', multiple: true, default: [''] };
    const copy = { type: 'string', default: '.cache/planted' };
    const record = { type: 'boolean', default: false };
    return parseArgs({ options: { only, copy, record } }).values;
  } catch (error) {
    throw new Plain(`${error.message}\n\n${help}`);
  }
}

/** The copy of the tree that is spoilt; the tree itself never is. What Jest remembers of its files is kept from run to run. */
function copyTree(tree) {
  mkdirSync(tree, { recursive: true });
  for (const name of readdirSync(tree)) if (name !== '.cache') rmSync(join(tree, name), { recursive: true });
  for (const name of readdirSync(root))
    if (!left.has(name)) cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
}

/** A file's text with the fault in it. Throws when the line is not there, or there twice: then the list no longer fits the source. */
function spoilt({ name, file, find, replace }, text) {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Plain(`"${name}": its line stands ${times} times in ${file}, not once.`);
  return text.replace(find, () => replace);
}

/** Builds the simulation from the copy as it stands. */
async function buildSimulation(tree, name) {
  const vite = [bin('vite', 'bin/vite.js'), 'build', '-c', 'node.vite.config.mjs', '--mode', 'simulation'];
  const built = await run(process.execPath, [...vite, '--outDir', `out/${name}`], { cwd: tree });
  if (built.code !== 0) throw new Plain(`The build of the simulation failed:\n${built.output}`);
}

/** Histories `from` … `to` - 1 of a build, up to the first that violates something. `error`: it did not run as it should. */
function simulate(tree, build, { from, to }) {
  const program = join(tree, 'out', build, 'simulate.js');
  const args = [program, '--from', String(from), '--to', String(to), '--seed', String(SEED), '--stop', '1'];
  const child = spawn(process.execPath, args, { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] });
  const seen = { count: 0, red: null, error: '' };
  const timer = setTimeout(() => ((seen.error = `not done in ${SECONDS} s`), child.kill('SIGKILL')), SECONDS * 1000);
  child.stderr.on('data', (data) => (seen.error += data));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { name, violations } = JSON.parse(line.slice(line.indexOf(' ') + 1));
    seen.count += 1;
    if (violations.length > 0) seen.red ??= { index: Number(name), what: violations[0] };
  });
  return new Promise((done) => child.on('close', () => (clearTimeout(timer), done(seen))));
}

async function byHistories(tree, { histories }) {
  await buildSimulation(tree, 'spoilt');
  const { count, red, error } = await simulate(tree, 'spoilt', { from: 0, to: histories });
  if (!red) return { isFound: false, by: `${count} histories, all green. ${error}` };
  // What accuses the spoilt engine must not accuse the sound one.
  const sound = await simulate(tree, 'sound', { from: red.index, to: red.index + 1 });
  if (sound.red || sound.count !== 1) return { isFound: false, by: `red without the fault too. ${sound.error}` };
  return { isFound: true, after: `${count} ${count === 1 ? 'history' : 'histories'}`, by: red.what };
}

/** Runs the test of that name. `failed`: the full name of the first that did. */
async function jest(tree, { test, name }) {
  const args = [bin('jest', 'bin/jest.js'), test, '-t', name, '--json', '--silent'];
  const { output } = await run(process.execPath, args, { cwd: tree, timeout: SECONDS * 1000 });
  const start = output.indexOf('{"numFailedTestSuites"');
  if (start === -1) return { count: 0, failed: undefined, output };
  const { testResults } = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const ran = all.filter(({ status }) => status === 'passed' || status === 'failed');
  return { count: ran.length, failed: ran.find(({ status }) => status === 'failed')?.fullName, output };
}

async function byTest(tree, suite, restore) {
  const { count, failed, output } = await jest(tree, suite);
  if (failed === undefined)
    return { isFound: false, by: count > 0 ? 'the test passes' : `no test ran. ${output.slice(-2000)}` };
  restore();
  const sound = await jest(tree, suite);
  if (sound.count === 0 || sound.failed !== undefined) return { isFound: false, by: 'red without the fault too' };
  return { isFound: true, after: '1 test', by: `${suite.test}: ${failed}` };
}

async function plant(tree, bug) {
  const path = join(tree, bug.file);
  const text = readFileSync(path, 'utf8');
  const restore = () => writeFileSync(path, text);
  const started = Date.now();
  writeFileSync(path, spoilt(bug, text));
  try {
    const { foundBy } = bug;
    const found = await ('test' in foundBy ? byTest(tree, foundBy, restore) : byHistories(tree, foundBy));
    return { name: bug.name, ...found, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    restore();
  }
}

const MARK = '<!-- results -->';

/** Between the two marks of the README. */
function record(results) {
  const file = join(folder, 'README.md');
  const [before, , after] = readFileSync(file, 'utf8').split(MARK);
  const cell = (text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').slice(0, 170);
  const rows = results.map(
    (one) => `| ${one.name} | ${one.isFound ? one.after : '**not found**'} | ${one.seconds} | ${cell(one.by)} |`,
  );
  const head = ['| planted bug | found after | seconds | accusation |', '|---|---|---|---|'];
  writeFileSync(file, [before, `\n${[...head, ...rows].join('\n')}\n`, after].join(MARK));
}

/** `npm run planted`: code 0 when every planted bug was found. */
await asCommand(async () => {
  const { only, copy, record: isRecorded } = readArguments();
  const all = JSON.parse(readFileSync(join(folder, 'planted.json'), 'utf8'));
  const bugs = all.filter(({ name }) => only.some((part) => name.includes(part)));
  if (bugs.length === 0) throw new Plain(`No planted bug is called so.\n\n${help}`);
  await buildNative('better-sqlite3', 'build/Release/better_sqlite3.node');
  const tree = join(root, copy);
  copyTree(tree);
  await buildSimulation(tree, 'sound');
  const results = [];
  for (const bug of bugs) {
    const result = await plant(tree, bug);
    results.push(result);
    const { name, isFound, after, by, seconds } = result;
    say(`${isFound ? 'found    ' : 'NOT FOUND'} ${name}: ${isFound ? `after ${after}, ` : ''}${seconds} s: ${by}`);
  }
  const found = results.filter(({ isFound }) => isFound).length;
  say(`${found} of ${results.length} planted bugs found`);
  if (isRecorded && results.length === all.length) record(results);
  return found === results.length ? 0 : 1;
});
