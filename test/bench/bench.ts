import { parseArgs } from 'node:util';
import { desk } from './desk';
import { lineOf, type Figure } from './figure';
import { load } from './load';
import { serveCentre } from './load/centre-process';
import { pulledRows } from './pulled-rows';
import { reads } from './reads';
import { rebase } from './rebase';
import { save } from './save';

/** What can be measured, by name. */
const suites: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'pulled-rows': pulledRows,
  reads,
  save,
  rebase,
  load,
  desk,
};

async function main(): Promise<void> {
  if (await serveCentre(process.argv.slice(2))) return;
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
  const figures: Figure[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    const found = await suite();
    figures.push(...found);
    if (!values.json) for (const figure of found) process.stdout.write(`${lineOf(figure)}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
