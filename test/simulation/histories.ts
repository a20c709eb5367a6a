import { runHistory } from './history';
import { keepRegression } from './regression';
import { shrink } from './shrink';
import { planOf, type FaultName, type Plan } from './swarm';

/** The seed of the histories that run with all other tests. */
const SEED = 1;

/**
 * Kinds of trouble under which violations are known and not mended yet: the schedules are in `open/`, `npm run simulate` has these kinds on.
 * Here they are off, so that everything else is held to what it keeps.
 */
const open: readonly FaultName[] = ['copies'];

function settled(plan: Plan): Plan {
  return { ...plan, faults: { ...plan.faults, ...Object.fromEntries(open.map((name) => [name, false])) } };
}

/** Runs histories `from` … `to` - 1. Resolves to what was violated, each with the file in which its short schedule is kept for a look. */
export async function violationsIn(from: number, to: number, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (let index = from; index < to && found.length < 3; index += 1) {
    const plan = settled(planOf(SEED, index));
    const { violations } = await runHistory(plan);
    const [first] = violations;
    if (first === undefined) continue;
    const small = await shrink(plan, async (one) => (await runHistory(one)).violations.length > 0, 200);
    const file = keepRegression(folder, `seed-${SEED}-${index}`, { note: first, plan: small });
    found.push(`history ${index}: ${first} (${small.steps.length} steps: ${file})`);
  }
  return found;
}
