import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePorts } from '../../main/core/adapters/node-ports';
import { createCore, type Core } from '../../main/core/core';
import { domain } from '../../shared/domain/domain';
import { createOf, removeOf, updateOf } from '../../shared/kernel/crud';
import { defineEntity } from '../../shared/kernel/entity';
import { flag, localized, text } from '../../shared/kernel/field';
import { createDomain } from '../../shared/kernel/register';
import { eventually } from '../harness/core-desk';
import { TestCentres } from '../harness/test-centre';

/** File 1 of 3: the entity. */
const brand = defineEntity({
  name: 'brand',
  area: 'catalog',
  fields: { code: text({ max: 20 }), name: localized(), active: flag() },
  scope: { shared: 'catalog' },
  title: 'name',
  list: {
    columns: ['code', 'name', 'active'],
    sort: { field: 'code', dir: 'asc' },
    filters: ['active'],
    search: ['code', 'name'],
  },
  words: {
    en: { one: 'Brand', many: 'Brands' },
    de: { one: 'Marke', many: 'Marken', fields: { code: 'Kürzel', name: 'Name', active: 'Aktiv' } },
  },
});

/** File 2 of 3: two lines of the register. File 3, the picture of the tables, is generated. */
const grown = createDomain(
  [...domain.entities, brand],
  [...domain.mutations, createOf(brand), updateOf(brand), removeOf(brand)],
);

const centres = new TestCentres();
const folders: string[] = [];
let a: Core;
let b: Core;

async function desk(url: string, userName: string): Promise<Core> {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-desk-'));
  folders.push(folder);
  const core = await createCore(nodePorts(folder), { api: url, domain: grown });
  await core.start();
  await eventually(async () => {
    if ((await core.call('session.get', null)).state === 'unregistered') throw new Error('not registered');
  });
  await core.call('session.signIn', { userName, password: `${userName}-secret` });
  return core;
}

beforeAll(async () => {
  const { url } = await centres.open('SQLite', { domain: grown });
  [a, b] = await Promise.all([desk(url, 'manager'), desk(url, 'clerk')]);
});
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()]);
  await centres.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const codes = async (core: Core, search = '') => {
  const { rows } = await core.read({ entity: 'brand', search });
  return rows.map((row) => row['code']);
};

describe('an entity declared once', () => {
  it('has validation, a table and search on the desk where it is written', async () => {
    const record = { id: 'brand-1', code: 'NORDLICHT', name: { en: 'Northern Lights', de: 'Nordlicht' }, active: true };
    await expect(a.mutate({ uid: 'u0', name: 'brand.create', args: { ...record, code: '' } })).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'code' },
    });
    await a.mutate({ uid: 'u1', name: 'brand.create', args: record });
    expect(await codes(a, 'thern lig')).toEqual(['NORDLICHT']);
    await expect(a.read({ entity: 'brand', sort: [{ field: 'colour', dir: 'asc' }] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('is edited by field and reaches other desks, with rights on both ends', async () => {
    await a.mutate({
      uid: 'u2',
      name: 'brand.update',
      args: { id: 'brand-1', changes: { active: { from: true, to: false } } },
    });
    await expect(codes(b)).rejects.toMatchObject({ code: 'forbidden' });
    await b.call('session.signOut', null);
    await b.call('session.signIn', { userName: 'admin', password: 'admin-secret' });
    await eventually(async () =>
      expect((await b.read({ entity: 'brand' })).rows).toMatchObject([{ code: 'NORDLICHT', active: false }]),
    );
  });

  it('is removed everywhere', async () => {
    await a.mutate({ uid: 'u3', name: 'brand.remove', args: { id: 'brand-1' } });
    expect(await codes(a)).toEqual([]);
    await eventually(async () => expect(await codes(b)).toEqual([]));
  });
});
