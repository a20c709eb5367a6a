import { pathToFileURL } from 'node:url';
import { asCommand, bin, run, say } from './run.mjs';

const checks = [
  { name: 'types', args: [bin('typescript', 'bin/tsc'), '-b', 'tsconfig.json'] },
  {
    name: 'lint',
    args: [
      bin('eslint', 'bin/eslint.js'),
      '.',
      '--max-warnings',
      '0',
      // No cache: rules that know types look at other files too, and a cache only sees that this one has not changed.
    ],
  },
  {
    name: 'format',
    args: [
      bin('prettier', 'bin/prettier.cjs'),
      '.',
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
    ],
  },
];

/** Types, lint and format of the whole project, two at a time. Returns how many checks passed and failed. */
export async function runChecks() {
  const queue = [...checks];
  let failed = 0;
  const worker = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const { code, output, seconds } = await run(process.execPath, check.args);
      if (code !== 0) failed += 1;
      say(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)${code === 0 ? '' : `\n${output.trim()}`}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: checks.length - failed, failed };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asCommand(async () => ((await runChecks()).failed === 0 ? 0 : 1));
}
