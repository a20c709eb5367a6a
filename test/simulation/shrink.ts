import type { Plan } from './swarm';

/**
 * A shorter plan that still fails: pieces of the schedule are left out, larger ones first, for as long as it goes on failing. A step
 * means the same whatever stands before it, so what is left is what is needed.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>, tries = 400): Promise<Plan> {
  let { steps } = plan;
  let left = tries;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0;) {
    let removed = false;
    for (let at = 0; at < steps.length && left > 0;) {
      const rest = [...steps.slice(0, at), ...steps.slice(at + size)];
      left -= 1;
      if (await fails({ ...plan, steps: rest })) {
        steps = rest;
        removed = true;
      } else at += size;
    }
    if (size === 1 && !removed) break;
    size = Math.max(1, Math.floor(size / 2));
    if (size === 1 && removed && steps.length === 0) break;
  }
  return { ...plan, steps };
}
