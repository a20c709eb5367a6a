import { execFile } from 'node:child_process';
import { writeSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { damageFamily } from './damage-family';
import { diskFamily } from './disk-family';
import { killFamily, type Share } from './kill-family';
import { powerFamily } from './power-family';
import { workFolder } from './recording';
import { behindShim, buildShim } from './shim';
import { Tally } from './tally';
import { runWorkload } from './workload';

/** The desk's own process must stand behind the shim: it is started once more. */
async function diskBehindShim(tally: Tally, { cases, seed, library }: Share): Promise<void> {
  const folder = workFolder();
  const parts = [process.argv[1] ?? '', '--spoilt', folder, '--cases', String(cases), '--seed', String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, parts, { env: behindShim(library, { folder }) });
  Object.assign(tally, JSON.parse(stdout)); // the child's own tally
}

const families: Readonly<Record<string, (tally: Tally, share: Share) => Promise<void>>> = {
  kill: killFamily,
  power: powerFamily,
  disk: diskBehindShim,
  damage: damageFamily,
};

/** `--family f --cases n --seed s`: that many cases; tells the counts as a line of JSON. `--child folder`: lives through a day there. */
async function main(): Promise<void> {
  const names = ['family', 'cases', 'seed', 'child', 'spoilt', 'planted'] as const;
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const { family = '', cases, child, planted } = values;
  const seed = Number(values['seed'] ?? 1);
  if (child !== undefined) return runWorkload(child, seed, planted);
  if (values['spoilt'] !== undefined) {
    const spoilt = new Tally();
    await diskFamily(spoilt, values['spoilt'], { cases: Number(cases), seed });
    writeSync(1, JSON.stringify(spoilt));
    return;
  }
  const work = families[family];
  if (!work) throw new Error(`no family of that name: ${family}`);
  const shim = buildShim();
  const tally = new Tally();
  if ('library' in shim) await work(tally, { cases: Number(cases ?? 100), seed, library: shim.library, planted });
  writeSync(1, `${JSON.stringify({ ...tally, skipped: 'why' in shim ? shim.why : null })}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    writeSync(2, `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
