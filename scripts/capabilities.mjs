import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root, say } from './run.mjs';

/** `<file> › <full name of the test>` of every test that ran and passed, from Jest's reports. */
async function passedTests(reportFiles) {
  const passed = new Set();
  for (const file of reportFiles) {
    const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    for (const suite of report?.testResults ?? []) {
      for (const { status, fullName } of suite.assertionResults) {
        if (status === 'passed') passed.add(`${relative(root, suite.name)} › ${fullName}`);
      }
    }
  }
  return passed;
}

/**
 * Every capability that is claimed in `test/capabilities.json` (number → tests) names tests that ran just now and passed.
 * Returns counts as a stage of `npm test` does.
 */
export async function checkCapabilities(reportFiles) {
  const claims = JSON.parse(await readFile(join(root, 'test/capabilities.json'), 'utf8'));
  const passed = await passedTests(reportFiles);
  const missing = Object.entries(claims).flatMap(([number, tests]) =>
    tests.filter((test) => !passed.has(test)).map((test) => `${number}: ${test}`),
  );
  for (const line of missing) say(`  no passing test for capability ${line}`);
  say(
    `  ${Object.keys(claims).length} capabilities, each with tests that passed: ${missing.length === 0 ? 'yes' : 'no'}`,
  );
  return missing.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
