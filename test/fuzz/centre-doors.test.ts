import { allScopes } from '../../server/authority/members';
import { domain } from '../../shared/domain/domain';
import { TestCentres, type TestCentre } from '../harness/test-centre';
import type { WireDesk } from '../harness/wire-desk';
import { createDice, seedOfRun, tell } from './dice';
import { createMarkedRows, marksIn, type Mark } from './marked-rows';
import { markedShop } from './marked-shop';
import { actsOf } from './placed-acts';
import { warehouses } from './random-people';
import { modelHolds, modelMay, type ModelPerson } from './rights-model';

const seed = seedOfRun();
const dice = createDice(seed);
const made = createMarkedRows();
const { shop, people, rows } = markedShop(dice, made);
const names = [...people.keys()];
const personOf = (name: string): ModelPerson => people.get(name) ?? [];
const centres = new TestCentres();
let centre: TestCentre;
let scopes: string[];

beforeAll(async () => {
  centre = await centres.open('SQLite', { demo: shop });
  scopes = await centre.centre.context.db.read((sql) => allScopes(sql, domain));
}, 60_000);
afterAll(() => centres.close());

/** Everything that a desk can get at, as one text: pulls from every cursor, all snapshots, and files of them. */
async function allBytes(desk: WireDesk): Promise<{ text: string; membership: string[] }> {
  const { clientId, epoch } = desk;
  const texts: string[] = [];
  const keep = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const { status, text } = await desk.send(method, path, body && JSON.stringify(body));
    texts.push(text);
    return { status, text };
  };
  const ask = (cursors: Record<string, number | null>) =>
    keep('POST', '/sync/pull', { clientId, epoch, pullSeq: 1, lmid: 0, cursors, verify: true });
  const { text } = await ask({});
  const { membership } = JSON.parse(text) as { membership: string[] };
  // The answer's own form is checked elsewhere; here a desk that lies about where it stands is tried.
  for (const scope of scopes) for (const v of [0, 1]) await ask({ [scope]: v });
  await ask(Object.fromEntries(scopes.map((scope) => [scope, null])));
  for (const scope of scopes) {
    const path = `/sync/snapshot/${encodeURIComponent(scope)}`;
    const { status } = await keep('GET', path);
    expect([scope, status]).toEqual([scope, membership.includes(scope) ? 200 : 403]);
    await keep('GET', `${path}/file`);
    await keep('GET', `/sync/snapshot/${scope}/file`);
  }
  return { text: texts.join('\n'), membership };
}

/** Each place gets news after the seed, so that deltas carry marks too. */
async function makeNews(marks: Mark[]): Promise<void> {
  const desk = await centre.desk('admin');
  const word = (scope: string, entity: string) => {
    const mark = { word: `Zq${String(marks.length).padStart(4, '0')}qZ`, scope, entity, field: 'news' };
    marks.push(mark);
    return mark.word;
  };
  const adjust = (warehouseId: string) => ({
    name: 'stockLevel.adjust',
    args: { warehouseId, variantId: 'v', delta: 1, reason: 'found', note: word(`warehouse/${warehouseId}`, 'news') },
    actor: 'user-admin',
  });
  const orders = [...rows].find(([entity]) => entity.name === 'order')?.[1] ?? [];
  const comment = ({ id, storeId }: Record<string, unknown>) => ({
    name: 'order.comment',
    args: { orderId: String(id), text: word(`store/${String(storeId)}`, 'news') },
    actor: 'user-admin',
  });
  const acts = [...warehouses.map(adjust), ...orders.map(comment)];
  for (const outcome of await desk.act(...acts)) expect(outcome.status).toBe('done');
}

test('pulls and snapshots carry no byte beyond what the people of the desk may read', async () => {
  const marks = [...made.marks];
  await makeNews(marks);
  const secrets = [
    ...(await centre.rows('SELECT hash AS secret FROM credential')),
    ...(await centre.rows('SELECT private_key AS secret FROM sync_meta')),
    ...(await centre.rows('SELECT hash AS secret FROM registration_code')),
  ].map(({ secret }) => String(secret));
  expect(secrets.length).toBeGreaterThan(4);
  let bytes = 0;
  let held = 0;
  for (let count = 0; count < 40; count += 1) {
    const here = dice.some(names, 0, 3);
    const desk = await centre.desk(...here);
    const { text, membership } = await allBytes(desk);
    const wanted = scopes.filter((scope) => here.some((name) => modelHolds(personOf(name), domain.entities, scope)));
    const found = marksIn(text, marks);
    const beyond = [...found].filter(({ scope }) => !wanted.includes(scope));
    const missing = marks.filter((mark) => wanted.includes(mark.scope) && !found.has(mark));
    expect({ seed, here, membership, beyond, missing }).toEqual({
      seed,
      here,
      membership: wanted,
      beyond: [],
      missing: [],
    });
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    bytes += text.length;
    held += wanted.length;
  }
  tell(`rights: ${bytes} bytes of 40 desks searched for ${marks.length} marks; ${held} scopes held`, seed);
  expect(held).toBeGreaterThan(20);
  expect(held).toBeLessThan(40 * scopes.length);
}, 180_000);

// Last, since it changes what is marked.
test('a gesture is judged by what its own actor may, at the place where it takes effect', async () => {
  const desk = await centre.desk(...names);
  const acts = actsOf(rows);
  let through = 0;
  for (let round = 0; round < 50; round += 1) {
    const batch = Array.from({ length: 50 }, () => ({ act: dice.pick(acts)(dice), name: dice.pick(names) }));
    const outcomes = await desk.act(
      ...batch.map(({ act, name }) => ({ name: act.name, args: act.args, actor: `user-${name}` })),
    );
    for (const [at, { act, name }] of batch.entries()) {
      const outcome = outcomes[at];
      const said = outcome?.status === 'parked' ? outcome.error.code : outcome?.status;
      const may = modelMay(personOf(name), domain.mutation(act.name).capability, act.place);
      const told = { seed, act, person: personOf(name), outcome };
      expect({ said, told }).toEqual({ said: may ? 'done' : 'forbidden', told });
      if (may) through += 1;
    }
  }
  tell(`rights: 2500 gestures judged by the centre, ${through} of them let through`, seed);
  expect(through).toBeGreaterThan(200);
  expect(through).toBeLessThan(2300);
}, 120_000);
