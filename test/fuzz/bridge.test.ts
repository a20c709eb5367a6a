import fc from 'fast-check';
import { answerRequest } from '../../main/core/host/serve-window';
import { AppError, errorCodes, toPlainError, type PlainError } from '../../shared/kernel/errors';
import { createDice, seedOfRun, tell } from './dice';
import { openQuietDesk, type QuietDesk } from './quiet-desk';
import { spoilings, spoilt, type Spoil } from './spoil';
import { validAsks, type Ask } from './valid-asks';

const RUNS = 100_000;
const log = { write: () => undefined };
const seed = seedOfRun();

let desk: QuietDesk;
let asks: Ask[];
let stamp: string;
beforeAll(async () => {
  desk = await openQuietDesk();
  asks = validAsks(desk.known, createDice(seed));
  stamp = await desk.stamp();
}, 60_000);
afterAll(() => desk.close());

/** What came of it: done, or the error as the asker gets it. */
type Heard = { readonly done: true } | { readonly error: PlainError };

/** Over the port of a window, as a message that was cloned on its way. */
async function throughPort({ word, name, body }: Ask): Promise<Heard> {
  const part = { read: { query: body }, mutate: { mutation: body }, call: { name, input: body } }[word];
  const answer = await answerRequest(Promise.resolve(desk.core), structuredClone({ id: 7, word, ...part }), log);
  structuredClone(answer); // what cannot be cloned would never arrive
  if (answer.id !== 7) throw new Error(`an answer to nobody: ${JSON.stringify(answer)}`);
  return 'error' in answer ? { error: answer.error } : { done: true };
}

/** Straight into the core. */
async function straight({ word, name, body }: Ask): Promise<Heard> {
  const { core } = desk;
  // Whatever is handed in, the doors themselves must see to it.
  const call = core.call as (called: string, input: unknown) => Promise<unknown>;
  const doors = { read: core.read, mutate: core.mutate, call: (input: unknown) => call(name, input) };
  const door = doors[word] as (input: unknown) => Promise<unknown>;
  try {
    await door(body);
    return { done: true };
  } catch (error) {
    if (error instanceof AppError) return { error: toPlainError(error) };
    throw new Error(`not an error of ours: ${String(error)}`, { cause: error });
  }
}

const counts = { done: 0, refused: 0 };

async function tryOne(ask: Ask, door: (ask: Ask) => Promise<Heard>): Promise<void> {
  const heard = await door(ask);
  if ('done' in heard) {
    counts.done += 1;
    if (ask.name === 'session.signOut' || ask.name === 'session.signIn') await desk.resume();
  } else {
    counts.refused += 1;
    const { code } = heard.error;
    if (!errorCodes.includes(code) || code === 'internal') throw new Error(`untyped: ${JSON.stringify(heard.error)}`);
  }
  const now = await desk.stamp();
  // Reads may not change anything; what is refused neither, but that a wrong password is counted before it is tried.
  if (ask.word === 'read' || ('error' in heard && ask.name !== 'session.signIn')) expect(now).toBe(stamp);
  stamp = now;
}

interface Case {
  readonly at: number;
  readonly often: number;
  readonly spoils: readonly Spoil[];
  readonly port: boolean;
}

/** The ask of a case; slow ones are tried once in twenty times that they come up. */
function askOf({ at, often, spoils }: Case): Ask {
  const found = asks[at % asks.length];
  const base = found?.rare && often % 20 !== 0 ? asks[(at + often) % 30] : found;
  if (!base) throw new Error('nothing to ask');
  return { ...base, body: spoilt(base.body, spoils) };
}

test(`${RUNS} spoilt calls: an error of ours and nothing changed, or a valid answer`, async () => {
  const cases = fc.record({ at: fc.nat(100_000), often: fc.nat(1000), spoils: spoilings(false), port: fc.boolean() });
  const property = fc.asyncProperty(cases, async (one) => tryOne(askOf(one), one.port ? throughPort : straight));
  await fc.assert(property, { numRuns: RUNS, seed });
  tell(`bridge: ${RUNS} calls, ${counts.refused} refused, ${counts.done} answered`, seed);
  // Both answers must come often, or nothing was tried.
  expect(counts.refused).toBeGreaterThan(RUNS / 2);
  expect(counts.done).toBeGreaterThan(RUNS / 20);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}, 1_800_000);
