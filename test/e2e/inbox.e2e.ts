import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { badge, badgeSays, goTo, listed, soon } from '../harness/electron/person';
import { WireDesk, type Act } from '../harness/wire-desk';

/** What needs a person: two values of one field, what the centre refused, what does not fit; and the ledger as a table to take away. */
let shop: DemoShop;
let seat: Seat;
/** Anna at another desk, whose screen does not matter here. */
let colleague: WireDesk;
let customer: { id: string; reference: string; lastName: string };
const page = () => seat.page;
const region = (name: string | RegExp) => page().getByRole('region', { name, exact: true }).first();
const field = (name: string) => page().getByRole('textbox', { name, exact: true });
const press = (name: string, where: Locator | undefined = undefined) =>
  (where ?? page()).getByRole('button', { name, exact: true }).click();
const row = async (sql: string, ...params: string[]) => (await shop.rows(sql, ...params))[0];
const company = async () => (await row('SELECT company FROM customer WHERE id = ?', customer.id))?.['company'];
const act = async (name: string, args: Act['args']) =>
  expect(await colleague.act({ name, args, actor: 'user-anna' })).toMatchObject([{ status: 'done' }]);
const cut = async () => {
  seat.line.cut();
  await badgeSays(page(), /Working offline/);
};
const rail = () => page().getByRole('navigation', { name: 'Main navigation' });

/** Maya types the company of the customer; saved at her desk when this resolves. */
async function type(company: string): Promise<void> {
  await goTo(page(), `/customers/customer/${customer.id}`);
  await press('Edit', region('Customer'));
  await field('Company').fill(company);
  await press('Save');
  await region('Customer').getByText(company).first().waitFor();
}

/** Both change the company: Anna at the centre, Maya without the line. */
async function clash(annas: string, mayas: string): Promise<void> {
  await cut();
  const from = (await company()) ?? null;
  await type(mayas);
  await act('customer.update', { id: customer.id, changes: { company: { from, to: annas } } });
  seat.line.restore();
}

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
  colleague = await new WireDesk(shop.url).register('DEMO-DESK');
  await colleague.signIn('anna', 'anna-demo');
  customer = (await row(`SELECT id, reference, lastName FROM customer WHERE reference = 'C-17460'`)) as typeof customer;
});
afterAll(() => shop.close());

describe('two people change the same field', () => {
  const card = () => region('Two values').getByRole('article').filter({ hasText: customer.lastName });
  const earlier = () => card().getByRole('region', { name: 'The earlier value' });
  const later = () => card().getByRole('region', { name: 'The later value' });

  test('nobody is bothered before it happens', async () => {
    await goTo(page(), '/inbox');
    await page().getByText('Nothing needs you').waitFor();
  });

  test('both values, both people and both times are shown, and which one stands', async () => {
    await clash('Martin & Sons', 'Martin Ltd');
    await badgeSays(page(), '1 needs you', 30_000);
    await badge(page()).click();
    await earlier().getByText('Martin & Sons').waitFor();
    await earlier().getByText('Anna Schmidt').waitFor();
    await later().getByText('Martin Ltd').waitFor();
    await later().getByText('Maya Patel').waitFor();
    await later().getByText('Stands now').waitFor();
    for (const side of [earlier(), later()]) expect(await side.locator('time').count()).toBe(1);
    await rail()
      .getByRole('link', { name: /^Needs you\s*1$/ })
      .waitFor();
  });

  test('it is shown on the record as well', async () => {
    await card().getByRole('link').first().click();
    await region('Customer').getByRole('region', { name: 'The earlier value' }).getByText('Martin & Sons').waitFor();
  });

  test('one press settles it, for everybody', async () => {
    await press('Take this instead', region('Customer').getByRole('region', { name: 'The earlier value' }));
    await badgeSays(page(), 'Up to date', 30_000);
    await region('Customer').getByText('Martin & Sons').first().waitFor();
    await soon(async () => expect(await company()).toBe('Martin & Sons'));
    expect(await row('SELECT state, chosen, settledBy FROM conflict')).toEqual({
      ...{ state: 'settled', chosen: 'earlier', settledBy: 'user-maya' },
    });
    await goTo(page(), '/inbox');
    await page().getByText('Nothing needs you').waitFor();
  });

  test('it is settled without the line too, and a third value that stands by now is offered', async () => {
    await clash('Anna’s', 'Maya’s');
    await badgeSays(page(), '1 needs you', 30_000);
    const [from, to] = ['Maya’s', 'Somebody’s'];
    await act('customer.update', { id: customer.id, changes: { company: { from, to } } });
    await badge(page()).click();
    const now = card().getByRole('region', { name: 'The value now' });
    await now.getByText('Somebody’s').waitFor();
    await cut();
    await press('Keep this', now);
    await page().getByText('Nothing needs you').waitFor();
    await badgeSays(page(), /1 waiting/);
    seat.line.restore();
    await badgeSays(page(), 'Up to date', 30_000);
    await soon(async () =>
      expect(await shop.rows('SELECT chosen FROM conflict ORDER BY laterAt')).toEqual([
        { chosen: 'earlier' },
        { chosen: 'neither' },
      ]),
    );
    expect(await company()).toBe('Somebody’s');
  });
});

describe('what the centre refuses', () => {
  const refused = (what: string) => region('Refused').getByRole('article').filter({ hasText: what });
  const deny = (deny: string[], from: string[]) =>
    act('role.update', { id: 'role-manager', changes: { deny: { from, to: deny } } });
  const rights = ['customers.customer.update', 'customers.customer.create'];

  test('is told with its reason, one card each', async () => {
    await cut();
    await type('Written offline');
    await goTo(page(), '/customers/customer/new');
    await page().getByRole('heading', { name: 'New customer', level: 1 }).waitFor();
    for (const [name, text] of Object.entries({
      ...{
        'First name': 'Eve',
        'Last name': '=SUM(1)',
        Reference: 'C-INBOX',
        'E-mail': 'eve@example.com',
        Country: 'GB',
      },
    }))
      await field(name).fill(text);
    await press('Create');
    await badgeSays(page(), /2 waiting/);
    await deny(rights, []);
    seat.line.restore();
    await badgeSays(page(), '2 need you', 30_000);
    await badge(page()).click();
    await refused('Customer changed').getByRole('alert').waitFor();
    await refused('Customer created').getByRole('alert').waitFor();
    expect(await company()).toBe('Somebody’s');
  });

  test('an edit opens as the same form, filled in, and goes through once it may', async () => {
    await deny([], rights);
    await press('Open and correct', refused('Customer changed'));
    await soon(async () => expect(await field('Company').inputValue()).toBe('Written offline'));
    await field('Company').fill('Written again');
    await press('Save');
    await badgeSays(page(), '1 needs you', 30_000);
    await soon(async () => expect(await company()).toBe('Written again'));
  });

  test('so does a new record, with everything that was typed', async () => {
    await badge(page()).click();
    await press('Open and correct', refused('Customer created'));
    await soon(async () => expect(await field('Last name').inputValue()).toBe('=SUM(1)'));
    expect(await field('E-mail').inputValue()).toBe('eve@example.com');
    await press('Create');
    await badgeSays(page(), 'Up to date', 30_000);
    await soon(async () =>
      expect(await shop.rows(`SELECT lastName FROM customer WHERE reference = 'C-INBOX'`)).toEqual([
        { lastName: '=SUM(1)' },
      ]),
    );
  });
});

test('what does not fit is seen to, with a note', async () => {
  const { id, quantity } = (await row(
    `SELECT variantId AS id, quantity FROM stockLevel WHERE warehouseId = 'warehouse-london' AND quantity > 0 LIMIT 1`,
  )) as { id: string; quantity: number };
  const args = { warehouseId: 'warehouse-london', variantId: id, delta: -quantity - 2000, reason: 'lost', note: null };
  await act('stockLevel.adjust', args);
  await rail()
    .getByRole('link', { name: /^Needs you\s*1$/ })
    .waitFor({ timeout: 30_000 });
  await badgeSays(page(), 'Up to date');
  await goTo(page(), '/inbox');
  const card = region('Does not fit').getByRole('article').filter({ hasText: 'Stock below zero' });
  await card.getByText('London stock room').waitFor();
  await card.getByRole('textbox', { name: 'Note' }).fill('Counted again');
  await press('Done', card);
  await page().getByText('Nothing needs you').waitFor();
  await soon(async () =>
    expect(await row('SELECT state, finishedBy, note FROM task')).toEqual({
      ...{ state: 'done', finishedBy: 'user-maya', note: 'Counted again' },
    }),
  );
});

test('the ledger is narrowed by person, time and state, and taken away as a table that runs nothing', async () => {
  const path = join(shop.folder, 'ledger.csv');
  await seat.desk.app.evaluate(({ dialog }, filePath) => {
    // A native window cannot be pressed by a test; what it answers is all that is replaced.
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await goTo(page(), '/sync');
  const grid = page().getByRole('grid', { name: 'Sync' });
  const choose = async (label: string, option: string) => {
    await page().getByRole('combobox', { name: label, exact: true }).click();
    await page().getByRole('option', { name: option, exact: true }).click();
  };
  await choose('By', 'Maya Patel');
  await choose('When', 'Today');
  await soon(async () => expect((await listed(grid)).length).toBeGreaterThan(6));
  const shown = await listed(grid);
  await press('Export');
  await page()
    .getByText(/entries saved as/)
    .waitFor();
  const rows: Record<string, string>[] = parse(readFileSync(path), { bom: true, columns: true });
  expect(rows.map((one) => [one['What'], one['State'], one['By']])).toEqual(
    shown.map((one) => [one['What'], one['State'], one['By']]),
  );
  expect(rows.map((one) => one['About'])).toContain(`Eve =SUM(1) · C-INBOX`);
  await page()
    .getByRole('tab', { name: /^Let go/ })
    .click();
  await page().getByText('Nothing here').waitFor();
  await page()
    .getByRole('tab', { name: /^Corrected\s*2$/ })
    .click();
  await soon(async () => expect((await listed(grid)).map(({ State }) => State)).toEqual(['Corrected', 'Corrected']));
});
