import { runHistory } from './history';
import { keepRegression } from './regression';
import { shrink } from './shrink';
import { planOf } from './swarm';

/** The seed of the histories that run with all other tests. */
const SEED = 1;

/** Runs histories `from` … `to` - 1. Resolves to what was violated, each with the file in which its short schedule is kept for a look. */
export async function violationsIn(from: number, to: number, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (let index = from; index < to && found.length < 3; index += 1) {
    const plan = planOf(SEED, index);
    const { violations } = await runHistory(plan);
    const [first] = violations;
    if (first === undefined) continue;
    const small = await shrink(plan, async (one) => (await runHistory(one)).violations.length > 0, 200);
    const file = keepRegression(folder, `seed-${SEED}-${index}`, { note: first, plan: small });
    found.push(`history ${index}: ${first} (${small.steps.length} steps: ${file})`);
  }
  return found;
}
