import type { Locator } from 'playwright-core';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { articlesOf, placeOrder, pounds, ship } from '../harness/electron/order-work';
import { address, goTo, listed, row, soon } from '../harness/electron/person';

/** Orders as somebody at a desk finds, opens, enters and moves them on; what is saved is looked up at the centre. */
let shop: DemoShop;
let seat: Seat;
const grid = () => seat.page.getByRole('grid', { name: 'Orders' });
const record = () => seat.page.getByRole('region', { name: 'Order', exact: true });
const head = (name: string) => grid().getByRole('columnheader', { name, exact: true });
const column = async (title: string) => (await listed(grid())).map((texts) => texts[title]);
const references = () => column('Reference');
/** How many there are, as the head of the page says. */
const count = async () =>
  Number(/^([\d,]+) in all/.exec(await seat.page.getByText(/^[\d,]+ in all$/).innerText())?.[1]?.replace(/,/g, ''));
const list = async () => {
  await goTo(seat.page, '/sales/order');
  await soon(async () => expect((await references()).length).toBeGreaterThan(5));
};
const query = async (sql: string, ...params: string[]) => shop.rows(sql, ...params);
const one = async (sql: string, ...params: string[]) =>
  Number(Object.values((await query(sql, ...params))[0] ?? {})[0]);

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
});
afterAll(() => shop.close());

test('the list shows the newest orders first, with eight columns and how many there are', async () => {
  await list();
  const heads = await grid().getByRole('columnheader').allInnerTexts();
  expect(heads.map((text) => text.trim()).filter(Boolean)).toEqual(
    expect.arrayContaining(['Reference', 'Placed', 'Customer', 'E-mail', 'State', 'Items', 'Total', 'Store']),
  );
  const newest = await query('SELECT reference FROM "order" ORDER BY placedAt DESC, id DESC LIMIT 8');
  expect((await references()).slice(0, 8)).toEqual(newest.map(({ reference }) => reference));
  await soon(async () => expect(await count()).toBe(await one('SELECT COUNT(*) FROM "order"')));
});

test('a press on a column sorts by it, both ways', async () => {
  await list();
  const totals = async (dir: string) =>
    (await query(`SELECT grandTotal FROM "order" ORDER BY grandTotal ${dir} LIMIT 5`)).map((found) =>
      (Number(found['grandTotal']) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
    );
  const shown = async () => (await column('Total')).slice(0, 5).map((text) => text?.replace(/[£€]/g, ''));
  const [up, down] = [await totals('ASC'), await totals('DESC')];
  expect(up).not.toEqual(down);
  await head('Total').click();
  await soon(async () => expect([up, down]).toContainEqual(await shown()));
  const first = await shown();
  await head('Total').click();
  await soon(async () => expect(await shown()).toEqual(first[0] === up[0] ? down : up));
  await expect(head('Total').getAttribute('aria-sort')).resolves.toMatch(/ending$/);
});

test('one field finds an order by parts of reference, e-mail and name', async () => {
  await list();
  const [order] = await query(
    'SELECT reference, email, customerName FROM "order" WHERE email IS NOT NULL ORDER BY placedAt LIMIT 1',
  );
  const { reference, email, customerName } = order as Record<string, string>;
  const field = seat.page.getByRole('searchbox', { name: 'Search orders' });
  for (const [text, exact] of [
    [reference!.slice(2).toLowerCase(), true],
    [email!.slice(3, -4).toUpperCase(), false],
    [customerName!.slice(1), false],
  ] as const) {
    await field.fill(text);
    await soon(async () => {
      const found = await references();
      expect(found).toContain(reference);
      if (exact) expect(found).toEqual([reference]);
      else expect(found.length).toBeLessThan(30);
    });
  }
  await field.fill('no such order anywhere');
  await seat.page.getByText('Nothing matches').waitFor();
  await seat.page.getByRole('button', { name: 'Clear search and filters' }).click();
  await soon(async () => expect(await count()).toBe(await one('SELECT COUNT(*) FROM "order"')));
});

test('filters by state and store narrow the list, stand in its address, and can be taken off', async () => {
  await list();
  const choose = async (filter: string, choice: string) => {
    await seat.page.getByRole('button', { name: filter, exact: true }).click();
    const dialog = seat.page.getByRole('dialog', { name: filter });
    await dialog.getByText(choice, { exact: true }).click();
    await seat.page.keyboard.press('Escape');
  };
  await choose('State', 'Cancelled');
  await soon(async () =>
    expect(await count()).toBe(await one(`SELECT COUNT(*) FROM "order" WHERE state = 'cancelled'`)),
  );
  expect(new Set(await column('State'))).toEqual(new Set(['Cancelled']));
  const both = await address(seat.page);
  await goTo(seat.page, '/catalog/product');
  await seat.page.getByRole('grid', { name: 'Products' }).waitFor();
  await goTo(seat.page, both);
  await soon(async () => expect(new Set(await column('State'))).toEqual(new Set(['Cancelled'])));
  await seat.page.getByRole('button', { name: /^Take off the filter/ }).click();
  await soon(async () => expect(await count()).toBe(await one('SELECT COUNT(*) FROM "order"')));
});

test('scrolling brings page after page to the very last order, drawing only the rows in sight', async () => {
  await list();
  const all = await one('SELECT COUNT(*) FROM "order"');
  const [oldest] = await query('SELECT reference FROM "order" ORDER BY placedAt, id LIMIT 1');
  await grid().focus();
  await soon(async () => {
    await seat.page.keyboard.press('End');
    expect((await references()).at(-1)).toBe(oldest!['reference']);
  }, 20_000);
  expect(await grid().getByRole('row').last().getAttribute('aria-rowindex')).toBe(String(all + 1));
  expect(await grid().getByRole('row').count()).toBeLessThan(80);
  await seat.page.keyboard.press('Home');
  await soon(async () => expect(await grid().getByRole('row').nth(1).getAttribute('aria-rowindex')).toBe('2'));
});

test('a record opens beside its list, has an address, and Back leads back', async () => {
  await list();
  const [, reference] = await references();
  await row(grid(), reference!).click();
  await record().getByRole('heading', { name: reference! }).waitFor();
  expect(await grid().isVisible()).toBe(true);
  const [known] = await query('SELECT id FROM "order" WHERE reference = ?', reference!);
  expect(await address(seat.page)).toBe(`/sales/order/${String(known!['id'])}`);
  await seat.page.goBack();
  await record().waitFor({ state: 'detached' });
  await soon(async () => expect(await address(seat.page)).toBe('/sales/order'));
  const [other] = await query('SELECT id, reference FROM "order" ORDER BY placedAt LIMIT 1');
  await goTo(seat.page, `/sales/order/${String(other!['id'])}`);
  await record()
    .getByRole('heading', { name: String(other!['reference']) })
    .waitFor();
  await goTo(seat.page, '/sales/order/nowhere');
  await seat.page.getByText('This order is not here').waitFor();
});

describe('an order moves on', () => {
  let reference: string;
  let goods: Awaited<ReturnType<typeof articlesOf>>;
  const stateAtCentre = async () =>
    query(
      `SELECT i.sku, i.quantity, i.state FROM orderItem i JOIN "order" o ON o.id = i.orderId
       WHERE o.reference = ? ORDER BY i.sku, i.state`,
      reference,
    );
  const section = (name: string): Locator => record().getByRole('region', { name, exact: true });

  beforeAll(async () => {
    goods = await articlesOf(shop);
    const [first, second] = goods;
    reference = await placeOrder(seat.page, {
      store: 'London',
      customer: 'C-17460',
      codes: [first!.code, first!.code, first!.code, second!.code],
    });
  });

  test('its page shows items, totals, addresses and history', async () => {
    const [first, second] = goods;
    await soon(async () => {
      const text = await section('Items').innerText();
      for (const part of [first!.name, second!.name, first!.sku, pounds(3 * first!.price + second!.price)]) {
        expect(text).toContain(part);
      }
    });
    await soon(async () => expect(await section('Addresses').innerText()).toContain('150 Mill Lane'));
    await soon(async () => expect(await section('History').innerText()).toMatch(/Placed[^]*Maya Patel/));
    expect(await section('Details').innerText()).toMatch(/Source\s+Counter/);
    expect(await record().getByRole('link', { name: 'Martin' }).getAttribute('href')).toContain('customer-17460');
  });

  test('comments are added and stay', async () => {
    await record().getByRole('textbox', { name: 'Add comment' }).fill('Call before delivery');
    await record().getByRole('button', { name: 'Add comment' }).click();
    const said = section('Internal comments').getByRole('listitem').filter({ hasText: 'Call before delivery' });
    await said.filter({ hasText: 'Maya Patel' }).waitFor();
    expect(await said.count()).toBe(1);
    await soon(async () =>
      expect(
        await query(
          `SELECT c.text, c.actorId FROM orderComment c JOIN "order" o ON o.id = c.orderId WHERE o.reference = ?`,
          reference,
        ),
      ).toEqual([{ text: 'Call before delivery', actorId: 'user-maya' }]),
    );
  });

  test('the custom reference is set, changed and taken off', async () => {
    const stored = async () =>
      (await query('SELECT customReference FROM "order" WHERE reference = ?', reference))[0]?.['customReference'];
    for (const [typed, kept] of [
      ['PO 4711', 'PO 4711'],
      ['PO 4712', 'PO 4712'],
      ['', null],
    ] as const) {
      await record().getByRole('button', { name: 'Change reference' }).click();
      await record().getByRole('textbox', { name: 'Custom reference' }).fill(typed);
      await record().getByRole('button', { name: 'Save' }).click();
      await record().getByRole('button', { name: 'Change reference' }).waitFor();
      await soon(async () => expect(await stored()).toBe(kept));
      if (kept) await record().getByText(kept).waitFor();
    }
  });

  test('shipping a part splits the line, and takes it from stock', async () => {
    const [first, second] = goods;
    const stock = async (id: string) =>
      one(`SELECT quantity FROM stockLevel WHERE warehouseId = 'warehouse-london' AND variantId = ?`, id);
    const before = await stock(first!.id);
    await ship(seat.page, { [first!.name]: '2', [second!.name]: '0' });
    await record().getByText('Partly shipped').first().waitFor();
    await soon(async () =>
      expect(await stateAtCentre()).toEqual([
        { sku: first!.sku, quantity: 1000, state: 'confirmed' },
        { sku: first!.sku, quantity: 2000, state: 'shipped' },
        { sku: second!.sku, quantity: 1000, state: 'confirmed' },
      ]),
    );
    expect(await stock(first!.id)).toBe(before - 2000);
    await section('Items')
      .getByText(/^Parcel/)
      .waitFor();
    await section('Items').getByText('Not shipped yet').waitFor();
  });

  test('what is left is cancelled, what is shipped arrives, and the totals follow', async () => {
    const [first, second] = goods;
    await record().getByRole('button', { name: 'More actions' }).click();
    await seat.page.getByRole('menuitem', { name: /^Cancel items/ }).click();
    const dialog = seat.page.getByRole('dialog', { name: /^Cancel items of/ });
    await dialog.getByRole('button', { name: 'Cancel items' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await record().getByRole('button', { name: 'Mark delivered' }).click();
    await seat.page.getByRole('dialog').getByRole('button', { name: 'Mark delivered' }).click();
    await soon(async () =>
      expect(await stateAtCentre()).toEqual([
        { sku: first!.sku, quantity: 1000, state: 'cancelled' },
        { sku: first!.sku, quantity: 2000, state: 'delivered' },
        { sku: second!.sku, quantity: 1000, state: 'cancelled' },
      ]),
    );
    await soon(async () => expect(await section('Items').innerText()).toContain(pounds(2 * first!.price)));
    expect(await one('SELECT grandTotal FROM "order" WHERE reference = ?', reference)).toBe(2 * first!.price);
    await soon(async () =>
      expect(await section('History').innerText()).toMatch(/Delivered[^]*Cancelled[^]*Shipped[^]*Placed/),
    );
  });

  test('what has arrived is closed', async () => {
    const [first] = goods;
    await record().getByRole('button', { name: 'Close', exact: true }).first().click();
    await seat.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await soon(async () =>
      expect(await stateAtCentre()).toContainEqual({ sku: first!.sku, quantity: 2000, state: 'closed' }),
    );
    await record().getByText('Closed').first().waitFor();
  });
});
