import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, goTo, row, signIn, signOut, soon } from '../harness/electron/person';

/** Customers, places, taxes and roles: what the default list, record and form do for them, looked up at the centre. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const grid = (name: string) => page().getByRole('grid', { name, exact: true });
const region = (name: string) => page().getByRole('region', { name, exact: true }).first();
const field = (name: string) => page().getByRole('textbox', { name, exact: true });
const press = (name: string) => page().getByRole('button', { name, exact: true }).click();
const one = async (sql: string, ...params: string[]) => (await shop.rows(sql, ...params))[0];
const fill = async (values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) await field(name).fill(value);
};
/** Opens the form for a new record, once it is this one that stands there. */
const begin = async (path: string, title: string) => {
  await goTo(page(), path);
  await page().getByRole('heading', { name: title, level: 1 }).waitFor();
};
const idNow = async () => decodeURIComponent((await address(page())).split('?')[0]!.split('/').at(-1)!);

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('anna');
});
afterAll(() => shop.close());

describe('customers', () => {
  test('are listed, and found by part of number, name and e-mail', async () => {
    await goTo(page(), '/customers/customer');
    const { all } = (await one('SELECT COUNT(*) AS "all" FROM customer'))!;
    await page()
      .getByText(`${Number(all).toLocaleString('en')} in all`)
      .waitFor();
    const search = page().getByRole('searchbox', { name: 'Search customers' });
    for (const text of ['c-1746', 'ella mart', 'MARTIN.17460@EX']) {
      await search.fill(text);
      await row(grid('Customers'), 'C-17460').waitFor();
    }
    await search.fill('nobody at all');
    await page().getByText('Nothing matches').waitFor();
  });

  test('show what they have ordered, and begin an order of theirs', async () => {
    const whose = (await one(
      'SELECT customerId AS id, COUNT(*) AS n FROM "order" WHERE customerId IS NOT NULL GROUP BY 1 HAVING n BETWEEN 2 AND 20 LIMIT 1',
    ))!;
    const orders = await shop.rows('SELECT reference FROM "order" WHERE customerId = ?', String(whose['id']));
    await goTo(page(), `/customers/customer/${String(whose['id'])}`);
    const section = region('Customer').getByRole('region', { name: 'Orders', exact: true });
    for (const { reference } of orders) await row(section, String(reference)).first().waitFor();
    await soon(async () => expect(await section.getByRole('row').count()).toBe(orders.length + 1));
    await section.getByRole('button', { name: 'Add order' }).click();
    const { firstName, lastName } = (await one(
      'SELECT firstName, lastName FROM customer WHERE id = ?',
      String(whose['id']),
    ))!;
    await page().getByRole('heading', { name: 'New order', level: 1 }).waitFor();
    await page().getByRole('button', { name: 'Choose another customer' }).waitFor();
    await page()
      .getByText(`${String(firstName)} ${String(lastName)}`, { exact: true })
      .first()
      .waitFor();
    await page().getByRole('button', { name: 'Discard' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  });

  test('are created; what is missing is said; then changed and given an address for bills', async () => {
    await begin('/customers/customer/new', 'New customer');
    await press('Create');
    await page()
      .getByText(/fields need another look/)
      .waitFor();
    await fill({ 'First name': 'Ada', 'Last name': 'Lovelace', Reference: 'C-E2E', 'E-mail': 'ada@example.com' });
    await fill({ Country: 'GB' });
    await press('Create');
    await region('Customer').getByRole('heading', { level: 1 }).filter({ hasText: 'Lovelace' }).waitFor();
    const id = await idNow();
    await soon(async () =>
      expect(await one('SELECT email FROM customer WHERE id = ?', id)).toEqual({ email: 'ada@example.com' }),
    );
    await region('Customer').getByRole('button', { name: 'Edit' }).click();
    await field('Company').fill('Analytical Engines');
    await press('Save');
    await region('Customer').getByText('Analytical Engines').first().waitFor();
    await soon(async () =>
      expect(await one('SELECT company, email FROM customer WHERE id = ?', id)).toEqual({
        company: 'Analytical Engines',
        email: 'ada@example.com',
      }),
    );
    await press('Add address');
    await page().getByRole('heading', { name: 'New address', level: 1 }).waitFor();
    await fill({
      Label: 'Office',
      'First name': 'Ada',
      'Last name': 'Lovelace',
      'Street and number': '12 St James Square',
    });
    await fill({ Postcode: 'SW1Y 4JH', City: 'London', 'Country code': 'GB' });
    await page().getByRole('switch', { name: 'Default for bills' }).click();
    await press('Create');
    await row(region('Addresses'), 'Office').filter({ hasText: '12 St James Square' }).waitFor();
    await soon(async () =>
      expect(
        await one('SELECT label, defaultBilling, defaultShipping FROM customerAddress WHERE customerId = ?', id),
      ).toEqual({ label: 'Office', defaultBilling: 1, defaultShipping: 0 }),
    );
  });

  test('an address is changed where it stands', async () => {
    await row(region('Addresses'), 'Office').getByRole('link').first().click();
    await region('Address').getByRole('button', { name: 'Edit' }).click();
    await field('Street and number').fill('1 Albemarle Street');
    await press('Save');
    await region('Address').getByText('1 Albemarle Street').first().waitFor();
    await soon(async () =>
      expect(String((await one(`SELECT address FROM customerAddress WHERE label = 'Office'`))!['address'])).toContain(
        '1 Albemarle Street',
      ),
    );
  });
});

describe('places and taxes', () => {
  test('stores are listed', async () => {
    await goTo(page(), '/administration/store');
    for (const name of ['London', 'Berlin']) await row(grid('Stores'), name).waitFor();
  });

  test('a warehouse is created for a store, and changed', async () => {
    await begin('/administration/warehouse/new', 'New warehouse');
    await fill({ Name: 'Attic', Code: 'ATT' });
    await field('Stores supplied').fill('London');
    await page()
      .getByRole('option', { name: /London/ })
      .first()
      .click();
    await press('Create');
    await region('Warehouse').getByRole('heading', { name: 'Attic', level: 1 }).waitFor();
    await row(grid('Warehouses'), 'Attic').waitFor();
    await soon(async () =>
      expect(await one(`SELECT code, storeIds FROM warehouse WHERE name = 'Attic'`)).toEqual({
        code: 'ATT',
        storeIds: '["store-london"]',
      }),
    );
    await region('Warehouse').getByRole('button', { name: 'Edit' }).click();
    await field('Name').fill('Upper attic');
    await press('Save');
    await row(grid('Warehouses'), 'Upper attic').waitFor();
    await soon(async () =>
      expect(await one(`SELECT name FROM warehouse WHERE code = 'ATT'`)).toEqual({ name: 'Upper attic' }),
    );
  });

  test('a tax rate is created, changed and removed', async () => {
    await begin('/administration/taxRate/new', 'New tax rate');
    await fill({ Name: 'Reduced', Country: 'GB', Rate: '5' });
    await press('Create');
    await row(grid('Tax rates'), 'Reduced').filter({ hasText: '5' }).waitFor();
    const id = await idNow();
    await region('Tax rate').getByRole('button', { name: 'Edit' }).click();
    await field('Rate').fill('7.5');
    await press('Save');
    await soon(async () => expect(await one('SELECT rate FROM taxRate WHERE id = ?', id)).toEqual({ rate: 750 }));
    await region('Tax rate').getByRole('button', { name: 'Remove tax rate' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await row(grid('Tax rates'), 'Reduced').waitFor({ state: 'detached' });
    await soon(async () => expect(await one('SELECT id FROM taxRate WHERE id = ?', id)).toBeUndefined());
  });
});

describe('roles', () => {
  test('are created, renamed and removed', async () => {
    await begin('/staff/role/new', 'New role');
    await field('Name').fill('Packer');
    await press('Create');
    await row(grid('Roles'), 'Packer').waitFor();
    await region('Role').getByRole('button', { name: 'Edit' }).click();
    await field('Name').fill('Packing table');
    await press('Save');
    await row(grid('Roles'), 'Packing table').waitFor();
    await region('Role').getByRole('button', { name: 'Remove role' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await row(grid('Roles'), 'Packing table').waitFor({ state: 'detached' });
    await soon(async () => expect(await one(`SELECT id FROM role WHERE name LIKE 'Pack%'`)).toBeUndefined());
  });

  test('a rule that is added takes the right from whoever has the role, and given back returns it', async () => {
    const denied = async () => String((await one(`SELECT deny FROM role WHERE id = 'role-clerk'`))!['deny']);
    const before = await denied();
    const offered = async (name: 'clara' | 'anna') => {
      await signOut(page());
      await signIn(page(), name);
      await goTo(page(), '/sales/order');
      await grid('Orders').getByRole('row').nth(1).waitFor();
      return (await page().getByRole('button', { name: 'New order' }).count()) > 0;
    };
    const openRole = async () => {
      await goTo(page(), '/staff/role/role-clerk');
      await region('Role').getByRole('heading', { name: 'Counter clerk', level: 1 }).waitFor();
      await region('Role').getByRole('button', { name: 'Edit' }).click();
      return page().getByRole('combobox', { name: 'Deny' });
    };
    const deny = await openRole();
    await deny.fill('sales.order.place');
    await deny.press('Enter');
    await press('Save');
    await soon(async () => expect(await denied()).toContain('sales.order.place'));
    expect(await offered('clara')).toBe(false);
    expect(await offered('anna')).toBe(true);
    const again = await openRole();
    await again.press('Backspace');
    await press('Save');
    await soon(async () => expect(await denied()).toBe(before));
    expect(await offered('clara')).toBe(true);
  });
});
