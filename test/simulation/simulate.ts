import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runHistory } from './history';
import { keepRegression, readRegressions } from './regression';
import { shrink } from './shrink';
import { planOf, type Plan } from './swarm';

const tell = (word: string, value: unknown) => writeSync(1, `${word} ${JSON.stringify(value)}\n`);
const isRed = async (plan: Plan) => (await runHistory(plan)).violations.length > 0;

/** A failing history, made short, told in words, and kept. */
async function keep(plan: Plan, name: string, folder: string): Promise<void> {
  const small = await shrink(plan, isRed);
  const { told, violations } = await runHistory(small, { wordy: true });
  const file = keepRegression(folder, name, { note: violations[0] ?? '', plan: small });
  tell('story', { file, told, violations });
}

/** `--from a --to b --seed s`: histories a to b - 1 of a run. Tells a line each, and what came of all. `--replay folder`: those kept there. */
async function main(): Promise<number> {
  const texts = ['from', 'to', 'seed', 'replay', 'keep', 'stop'] as const;
  const { values } = parseArgs({
    options: Object.fromEntries(texts.map((name) => [name, { type: 'string' as const }])),
  });
  const [from, to, seed] = [Number(values['from'] ?? 0), Number(values['to'] ?? 0), Number(values['seed'] ?? 1)];
  const kept = values['replay'] === undefined ? [] : readRegressions(values['replay']);
  const plans = [
    ...kept.map(({ name, plan }) => ({ name, plan })),
    ...Array.from({ length: to - from }, (_, at) => ({ name: String(from + at), plan: planOf(seed, from + at) })),
  ];
  let red = 0;
  for (const { name, plan } of plans) {
    const { hash, violations, counts } = await runHistory(plan);
    tell('history', { name, hash, violations, counts });
    if (violations.length === 0) continue;
    red += 1;
    if (values['keep'] !== undefined) await keep(plan, `seed-${seed}-${name}`, values['keep']);
    if (red >= Number(values['stop'] ?? 5)) break;
  }
  return red === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    writeSync(2, `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
