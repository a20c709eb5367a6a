import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCapabilities } from './capabilities.mjs';
import { runChecks } from './check.mjs';
import { buildNative } from './dependencies.mjs';
import { asCommand, bin, Plain, root, run, say } from './run.mjs';
import { setup } from './setup.mjs';

const help = `npm test                          set-up, then check (types, lint, format), unit tests, end-to-end tests, capabilities
npm test -- --only check|unit|e2e|capabilities   one of them`;

/** How long one stage may take: a test that never ends must not hold up the rest. */
const patience = 35 * 60_000;

const reportOf = (config) => join(root, '.cache', `${config}.json`);

/** Runs Jest with a configuration, its output shown as it comes. Returns how many tests passed and failed. */
async function runJest(config) {
  const results = reportOf(config);
  await mkdir(join(root, '.cache'), { recursive: true });
  await rm(results, { force: true });
  const { code, timedOut } = await run(
    process.execPath,
    [bin('jest', 'bin/jest.js'), '-c', config, '--json', '--outputFile', results],
    { show: true, timeout: patience },
  );
  if (timedOut) say(`These tests did not end within ${patience / 60_000} minutes.`);
  const report = await readFile(results, 'utf8').then(JSON.parse, () => undefined);
  if (!report) return { passed: 0, failed: 1 };
  // A suite that does not even load has no tests to count, but it failed.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** The simulated machines keep their databases in memory, with a driver of their own. */
async function runUnitTests() {
  try {
    await buildNative('better-sqlite3', 'build/Release/better_sqlite3.node');
  } catch (error) {
    process.stderr.write(`${error instanceof Plain ? error.message : error.stack}\n`);
  }
  return runJest('jest.config.mjs');
}

const stages = {
  check: { title: 'Types, lint, format', run: runChecks },
  unit: { title: 'Unit tests', run: runUnitTests },
  e2e: { title: 'End-to-end tests in Electron', run: () => runJest('jest.e2e.config.mjs') },
  capabilities: {
    title: 'Capabilities that are claimed, against the tests that passed',
    run: () => checkCapabilities(['jest.config.mjs', 'jest.e2e.config.mjs'].map(reportOf)),
  },
};

async function main() {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only !== undefined && !(only in stages)) throw new Plain(help);
  let passed = 0;
  let failed = 0;
  try {
    await setup();
  } catch (error) {
    process.stderr.write(`${error instanceof Plain ? error.message : error.stack}\n`);
    failed += 1;
  }
  for (const name of failed > 0 ? [] : only ? [only] : Object.keys(stages)) {
    say(`\n— ${stages[name].title} —`);
    const result = await stages[name].run();
    passed += result.passed;
    failed += result.failed;
  }
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

await asCommand(main);
