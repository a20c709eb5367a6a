import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultNames, type Faults, type Plan } from './swarm';

const schema = z.object({
  /** What it once showed. */
  note: z.string(),
  seed: z.int(),
  desks: z.int(),
  faults: z.array(z.enum(faultNames)),
  steps: z.array(z.int()),
});

/** A schedule that once showed a defect. */
export interface Regression {
  readonly name: string;
  readonly note: string;
  readonly plan: Plan;
}

const faultsOf = (on: readonly string[]) =>
  Object.fromEntries(faultNames.map((name) => [name, on.includes(name)])) as Faults; // all names

/** All that are kept in a folder, by name. */
export function readRegressions(folder: string): Regression[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const { note, faults, ...rest } = schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    return { name, note, plan: { ...rest, faults: faultsOf(faults) } };
  });
}

/** Keeps a schedule; resolves to its file. */
export function keepRegression(folder: string, name: string, { note, plan }: Omit<Regression, 'name'>): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  const { seed, desks, faults, steps } = plan;
  const on = faultNames.filter((fault) => faults[fault]);
  writeFileSync(file, `${JSON.stringify({ note, seed, desks, faults: on, steps }, null, 2)}\n`);
  return file;
}
