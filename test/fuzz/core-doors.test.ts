import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Changes } from '../../main/core/changes';
import { Writer } from '../../main/core/mutate';
import { Reader } from '../../main/core/read';
import { openJournal, type Journal } from '../../main/core/store/journal';
import { openReplica, type Replica } from '../../main/core/store/replica';
import { domain } from '../../shared/domain/domain';
import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import { toPlainError } from '../../shared/kernel/errors';
import type { QueryInput } from '../../shared/kernel/query';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { createDice, seedOfRun, tell } from './dice';
import { createMarkedRows } from './marked-rows';
import { randomPerson, rightsOf, stores, warehouses } from './random-people';
import { modelMay, modelPlace, type ModelPerson } from './rights-model';
import { actsOf } from './placed-acts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const log = { write: () => undefined };
const made = createMarkedRows();
const rows = new Map<Entity, AnyRecord[]>();
let folder: string;
let replica: Replica;
let journal: Journal;
let reader: Reader;
let writer: Writer;

/** Of every entity one row at each place, or one that all share. */
function rowsOf(entity: Entity): AnyRecord[] {
  if ('shared' in entity.scope) return [made.row(entity)];
  return (entity.scope.place === 'store' ? stores : warehouses).map((place) => made.row(entity, place));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backroom-doors-'));
  replica = await openReplica(folder, domain);
  journal = await openJournal(folder, { clock });
  reader = new Reader(domain, replica);
  writer = new Writer({ domain, journal, replica, changes: new Changes(), clock, log });
  await replica.write(async (tx) => {
    await tx.setState({ capture: false });
    for (const entity of domain.entities) {
      rows.set(entity, rowsOf(entity));
      const stored = (rows.get(entity) ?? []).map((record) => encode(entity, record));
      const columns = columnsOf(entity).map(({ name }) => name);
      await tx.applyRows(entity, columns, stored);
    }
    await tx.setState({ capture: true });
  });
});
afterAll(async () => {
  await replica.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The ids that a read hands out, and how many rows it says there are; none where it is forbidden. */
async function seen(query: QueryInput, person: ModelPerson): Promise<{ ids: string[]; count: number }> {
  try {
    const page = await reader.read(query, rightsOf(person));
    return { ids: page.rows.map(({ id }) => id).sort(), count: page.count.value };
  } catch (error) {
    if (toPlainError(error).code === 'forbidden') return { ids: [], count: 0 };
    throw error;
  }
}

test('the door for reads gives every row that the model gives, and counts no other', async () => {
  const seed = seedOfRun();
  const dice = createDice(seed);
  let decisions = 0;
  let shown = 0;
  for (let count = 0; count < 120; count += 1) {
    const person = randomPerson(dice);
    for (const [entity, all] of rows) {
      const wanted = all.filter((row) => modelMay(person, entity.capabilities.read, modelPlace(entity, row)));
      const ids = wanted.map(({ id }) => id).sort();
      const asked = dice.pick<QueryInput>([
        { entity: entity.name },
        { entity: entity.name, where: [{ field: 'id', op: 'in', value: all.map(({ id }) => id) }] },
        { entity: entity.name, where: [{ field: 'id', op: 'ne', value: 'nothing' }] },
      ]);
      const found = await seen(asked, person);
      decisions += all.length;
      shown += ids.length;
      const context = { seed, person, asked };
      expect({ ...found, context }).toEqual({ ids, count: ids.length, context });
    }
  }
  tell(`rights: ${decisions} rows at the core's door for reads, ${shown} of them shown`, seed);
  expect(shown).toBeGreaterThan(decisions / 20);
}, 120_000);

test('the door for writes lets through what the model lets through, and a refusal leaves nothing behind', async () => {
  const seed = seedOfRun();
  const dice = createDice(seed);
  const acts = actsOf(rows);
  let through = 0;
  for (let count = 0; count < 1500; count += 1) {
    const person = randomPerson(dice);
    const act = dice.pick(acts);
    const { name, args, place } = act(dice);
    const { capability } = domain.mutation(name);
    const wanted = modelMay(person, capability, place) ? 'done' : 'forbidden';
    const said = await writer
      .mutate(
        { uid: `act-${seed}-${count}`, name, args },
        { userId: 'user', rights: rightsOf(person), sign: () => 'ab'.repeat(64) },
      )
      .then(
        () => 'done',
        (error: unknown) => toPlainError(error).code,
      );
    expect({ said, seed, person, name, place }).toEqual({ said: wanted, seed, person, name, place });
    if (said === 'done') through += 1;
    expect(await journal.outbox.waiting(through, 10)).toEqual([]);
  }
  tell(`rights: 1500 gestures at the core's door for writes, ${through} of them let through`, seed);
  expect(through).toBeGreaterThan(100);
  expect(through).toBeLessThan(1400);
}, 120_000);
