import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** `npm run faults` with these arguments: what it said, and how it ended. */
function faults(...parts: string[]): Promise<{ said: string; code: number }> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve('scripts/faults.mjs'), ...parts], (error, stdout, stderr) =>
      done({ said: stdout + stderr, code: error ? Number(error.code ?? 1) : 0 }),
    );
  });
}

const nothing = '0 lost, 0 doubled, 0 diverged, 0 silent';

/** What the numbers in front of a word of the counts come to. */
const count = (said: string, word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(said)?.[1] ?? 0);

/** Shares of a release that fit into the time of a submission. */
test.each([
  ['kill', '0.02', 'kill points', 900],
  ['power', '0.02', 'power cuts', 1900],
  ['disk', '0.02', 'disk faults', 200],
  ['damage', '0.025', 'damaged desks', 700],
  ['steps', '0.03', 'steps', 140],
  ['cut', '0.15', 'responses', 3],
])(
  'nothing is lost, doubled, diverged or silent: %s',
  async (family, scale, word, least) => {
    const { said, code } = await faults('--only', family, '--scale', scale);
    process.stderr.write(`${said.slice(-3000)}\n`);
    expect(said.trimEnd().split('\n').at(-1)).toBe(nothing);
    expect(code).toBe(0);
    if (!said.includes('skipped')) expect(count(said, word)).toBeGreaterThanOrEqual(least);
  },
  400_000,
);

test('a journal that does not wait for the disk is found by its power cuts', async () => {
  const { said, code } = await faults('--only', 'power', '--scale', '0.003', '--planted', 'synchronous');
  if (said.includes('skipped')) return;
  expect(code).toBe(1);
  expect(count(said.trimEnd().split('\n').at(-1) ?? '', 'silent')).toBeGreaterThan(0);
}, 200_000);
