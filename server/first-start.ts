import { randomBytes } from 'node:crypto';
import { builtInRoles } from '../shared/domain/staff/built-in-roles';
import type { Context } from './context';
import type { DemoShop } from './demo/demo-shop';
import { isEmpty, seedRecords } from './demo/seed';
import { addMissingDeskRecords } from './identity/desk-records';
import { addRegistrationCode, newRegistrationCode } from './identity/devices';

/** What whoever starts a new centre must be told, once. */
export interface FirstStart {
  readonly registrationCode: string | null;
  readonly administrator: { readonly userName: string; readonly password: string } | null;
}

const nothing: FirstStart = { registrationCode: null, administrator: null };

/** Demo: fills an empty database with the shop; its code is good for any number of desks. */
async function openShop(context: Context, shop: DemoShop): Promise<FirstStart> {
  const now = context.clock.now();
  if (await isEmpty(context)) {
    const rows = await seedRecords(context, shop.batches(), { people: shop.accounts, first: true });
    context.log('info', 'demo.seeded', { rows, ms: context.clock.now() - now });
  }
  await context.db.write((sql) => addRegistrationCode(sql, shop.code, { reusable: true, now }));
  return nothing;
}

/** An empty centre gets the built-in roles and an administrator with a random password; one without desks, a code for the first. */
async function makeUsable(context: Context): Promise<FirstStart> {
  const { db, clock } = context;
  const now = clock.now();
  const [desk] = await db.read((sql) => sql.all('SELECT id FROM device LIMIT 1'));
  const registrationCode = desk ? null : newRegistrationCode();
  if (registrationCode) await db.write((sql) => addRegistrationCode(sql, registrationCode, { reusable: false, now }));
  if (!(await isEmpty(context))) return { registrationCode, administrator: null };
  const password = randomBytes(12).toString('base64url');
  const administrator = {
    id: 'user-administrator',
    userName: 'administrator',
    name: 'Administrator',
    email: 'administrator@localhost',
    roleIds: ['role-administrator'],
    stores: ['*'],
    warehouses: ['*'],
    active: true,
  };
  await seedRecords(
    context,
    [
      { kind: 'records', entity: 'role', records: [...builtInRoles] },
      { kind: 'records', entity: 'user', records: [administrator] },
    ],
    { people: [{ userId: administrator.id, password }] },
  );
  return { registrationCode, administrator: { userName: administrator.userName, password } };
}

/** Brings a database to where people can work with it. Harmless when it is there already. */
export async function firstStart(context: Context, shop: DemoShop | null): Promise<FirstStart> {
  const first = await (shop ? openShop(context, shop) : makeUsable(context));
  await addMissingDeskRecords(context);
  return first;
}
