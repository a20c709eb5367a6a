import { actorWith } from '../../main/core/calls/call-needs';
import type { CallNeeds } from '../../main/core/calls/call-needs';
import { domain } from '../../shared/domain/domain';
import { AppError } from '../../shared/kernel/errors';
import { may, mayHoldScope, type Rights } from '../../shared/kernel/permission';
import { createDice, seedOfRun, tell } from './dice';
import { capabilities, randomPerson, randomPlace, rightsOf } from './random-people';
import { askRenderer, type Question } from './renderer-door';
import { modelHolds, modelMay } from './rights-model';

const PEOPLE = 2000;
const QUESTIONS = 50;

/** What the core's calls decide. */
function askCore(rights: Rights, { capability, place }: Question): boolean {
  // Of all that calls need, this decision takes the session alone.
  const needs = { session: { actor: () => ({ userId: 'u', rights, sign: () => '' }) } } as unknown as CallNeeds;
  try {
    actorWith(needs, capability, place ?? undefined);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return false;
    throw error;
  }
}

const askKernel = (rights: Rights, { capability, place }: Question) => may(rights, capability, place ?? undefined);

test('100,000 decisions: window, core and centre say what the words of the design say', async () => {
  const seed = seedOfRun();
  const dice = createDice(seed);
  let allowed = 0;
  const wrong: unknown[] = [];
  for (let count = 0; count < PEOPLE; count += 1) {
    const person = randomPerson(dice);
    const rights = rightsOf(person);
    const questions = Array.from({ length: QUESTIONS }, () => ({
      capability: dice.pick(capabilities),
      place: randomPlace(dice),
    }));
    const inWindow = await askRenderer(rights, questions);
    for (const [at, question] of questions.entries()) {
      const model = modelMay(person, question.capability, question.place);
      if (model) allowed += 1;
      const said = { window: inWindow[at], core: askCore(rights, question), centre: askKernel(rights, question) };
      if (Object.values(said).some((one) => one !== model)) wrong.push({ seed, person, question, model, ...said });
    }
  }
  tell(`rights: ${PEOPLE * QUESTIONS} decisions compared, ${allowed} of them allowed`, seed);
  expect(wrong.slice(0, 3)).toEqual([]);
  // Both answers must come often, or nothing was compared.
  expect(allowed).toBeGreaterThan(10_000);
  expect(allowed).toBeLessThan(90_000);
});

test('a scope is held exactly where every kind of row in it may be read', () => {
  const seed = seedOfRun();
  const dice = createDice(seed);
  const scopes = [
    'catalog',
    'staff',
    'customers',
    'administration',
    'store/north',
    'store/nowhere',
    'warehouse/east-house',
  ];
  const strange = ['', '/', 'store', 'north', 'warehouse', 'catalog/north', 'constructor'];
  let held = 0;
  for (let count = 0; count < 3000; count += 1) {
    const person = [...randomPerson(dice), ...(dice.once(2) ? randomPerson(dice) : [])];
    const rights = rightsOf(dice.once(3) ? person.map((grant) => ({ ...grant, allow: ['*'] })) : person);
    const model = rights.map((grant) => ({
      ...grant,
      stores: grant.stores === '*' ? ['*'] : grant.stores,
      warehouses: grant.warehouses === '*' ? ['*'] : grant.warehouses,
    }));
    for (const scope of scopes) {
      const wanted = modelHolds(model, domain.entities, scope);
      held += wanted ? 1 : 0;
      if (mayHoldScope(rights, domain.entities, scope) !== wanted)
        throw new Error(`${scope}: ${wanted} (seed ${seed}) ${JSON.stringify(rights)}`);
    }
    for (const scope of strange) {
      const entities = domain.entities.filter((entity) => 'shared' in entity.scope && entity.scope.shared === scope);
      if (entities.length === 0) expect([scope, mayHoldScope(rights, domain.entities, scope)]).toEqual([scope, false]);
    }
  }
  tell(`rights: ${3000 * scopes.length} scopes compared, ${held} of them held`, seed);
  expect(held).toBeGreaterThan(500);
});
