import { randomUUID } from 'node:crypto';
import type {} from '../../renderer/bridge/bridge';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import {
  badgeSays,
  demoPeople,
  goTo,
  listed,
  row,
  signIn,
  signOut,
  typeSignIn,
  type DemoName,
} from '../harness/electron/person';
import { WireDesk } from '../harness/wire-desk';

/** Who may come in, with and without the line, and what each then sees and may do. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const rail = () => page().getByRole('navigation', { name: 'Main navigation' });
const atTheDoor = () => page().getByRole('heading', { name: 'Who is working here?' });
const said = (text: string | RegExp) => page().getByRole('main').getByText(text).first();
/** The addresses of all pages that the rail leads to, its groups opened one by one. */
const pages = async () => {
  const reached = new Set<string>();
  const groups = rail().locator('button[aria-expanded]:not([aria-label])');
  for (let at = 0; at < (await groups.count()); at += 1) {
    if ((await groups.nth(at).getAttribute('aria-expanded')) === 'false') await groups.nth(at).click();
    const links = await rail()
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    for (const link of links) if (link) reached.add(link.slice(1));
  }
  return [...reached];
};
const switchTo = async (name: DemoName) => {
  if (!(await atTheDoor().isVisible())) await signOut(page());
  await signIn(page(), name);
};

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk();
  await atTheDoor().waitFor({ timeout: 30_000 });
});
afterAll(() => shop.close());

test('a wrong password is told in words, and the right one opens the desk', async () => {
  await typeSignIn(page(), 'clara', 'not-her-password');
  await said('User name or password is not right').waitFor();
  expect(await page().getByRole('textbox', { name: 'User name' }).inputValue()).toBe('clara');
  await typeSignIn(page(), 'nobody-of-that-name', 'clara-demo');
  await said('User name or password is not right').waitFor();
  expect(await rail().count()).toBe(0);
  await typeSignIn(page(), 'clara', 'clara-demo');
  await rail().waitFor();
  expect(await page().getByRole('banner').innerText()).toContain('Clara Jones');
});

describe('rights decide what is shown', () => {
  /** Whether each person is offered an action on a page. */
  const offered: readonly { page: string; path: string; one: string; who: Record<DemoName, boolean> }[] = [
    {
      page: 'Orders',
      path: '/sales/order',
      one: 'order',
      who: { clara: true, william: false, maya: true, anna: true },
    },
    {
      page: 'Products',
      path: '/catalog/product',
      one: 'product',
      who: { clara: false, william: false, maya: true, anna: true },
    },
    {
      page: 'Stores',
      path: '/administration/store',
      one: 'store',
      who: { clara: false, william: false, maya: false, anna: true },
    },
  ];
  test.each([
    ['clara', { has: ['/sales/order', '/customers/customer', '/catalog/product'], lacks: [] }],
    ['william', { has: ['/sales/order', '/stock/stockLevel'], lacks: ['/customers/customer'] }],
    ['maya', { has: ['/sales/order', '/customers/customer', '/stock/stockMovement'], lacks: [] }],
    ['anna', { has: ['/sales/order', '/staff/user', '/administration/store'], lacks: [] }],
  ] as const)('%s is led to the pages of the role and offered what it may do, and no more', async (name, pagesOf) => {
    await switchTo(name);
    expect(await page().getByRole('banner').innerText()).toContain(demoPeople[name]);
    const reached = await pages();
    for (const path of pagesOf.has) expect(reached).toContain(path);
    for (const path of pagesOf.lacks) {
      expect(reached).not.toContain(path);
      await goTo(page(), path);
      await page().getByText('You may not see this page').waitFor();
    }
    for (const { page: title, path, one, who } of offered) {
      await goTo(page(), path);
      await page().getByRole('grid', { name: title }).getByRole('row').nth(1).waitFor();
      const create = page().getByRole('button', { name: new RegExp(`^New ${one}$`, 'i') });
      expect({ path, shown: (await create.count()) > 0 }).toEqual({ path, shown: who[name] });
    }
  });

  test('a clerk sees the orders of her own store only, a manager those of all', async () => {
    const [berlin] = await shop.rows(`SELECT id, reference FROM "order" WHERE storeId = 'store-berlin' LIMIT 1`);
    const reference = String(berlin!['reference']);
    const grid = page().getByRole('grid', { name: 'Orders' });
    await switchTo('maya');
    await goTo(page(), `/sales/order?q=${reference}`);
    await row(grid, reference).first().waitFor();
    await switchTo('clara');
    await goTo(page(), '/sales/order');
    await row(grid, 'London').first().waitFor();
    expect(new Set((await listed(grid)).map(({ Store }) => Store))).toEqual(new Set(['London']));
    await goTo(page(), `/sales/order?q=${reference}`);
    await page().getByText('Nothing matches').waitFor();
    await goTo(page(), `/sales/order/${String(berlin!['id'])}`);
    await page().getByText('This order is not here').waitFor();
  });

  test('what a role denies is not offered, though it allows everything around it', async () => {
    for (const [name, mayRemove] of [
      ['clara', false],
      ['maya', true],
    ] as const) {
      await switchTo(name);
      await goTo(page(), '/customers/customer/customer-17460');
      const customer = page().getByRole('region', { name: 'Customer', exact: true });
      await customer.getByRole('button', { name: 'Edit' }).waitFor();
      expect(await customer.getByRole('button', { name: 'Remove customer' }).count()).toBe(mayRemove ? 1 : 0);
    }
  });

  test('a warehouse worker sees the stock of his own warehouses only', async () => {
    await switchTo('william');
    await goTo(page(), '/catalog/variant/variant-85123A');
    const stock = page().getByRole('table', { name: 'Stock', exact: true });
    await row(stock, 'Midlands warehouse').waitFor();
    const [elsewhere] = await shop.rows(
      `SELECT COUNT(*) AS n FROM stockLevel WHERE variantId = 'variant-85123A' AND warehouseId = 'warehouse-london'`,
    );
    expect(elsewhere).toEqual({ n: 1 });
    expect(await row(stock, 'London stock room').count()).toBe(0);
  });

  test('a warehouse worker may ship an order, and cancel it with a manager only; a clerk both', async () => {
    const [order] = await shop.rows(
      `SELECT id FROM "order" WHERE state = 'confirmed' AND storeId = 'store-london' LIMIT 1`,
    );
    for (const [name, withManager] of [
      ['william', true],
      ['clara', false],
    ] as const) {
      await switchTo(name);
      await goTo(page(), `/sales/order/${String(order!['id'])}`);
      await page().getByRole('button', { name: 'Ship', exact: true }).waitFor();
      await page().getByRole('button', { name: 'More actions' }).click();
      const cancel = page().getByRole('menuitem', { name: /^Cancel items/ });
      await cancel.waitFor();
      expect(await cancel.getByRole('img', { name: 'with a manager' }).count()).toBe(withManager ? 1 : 0);
      await page().keyboard.press('Escape');
    }
  });
});

/** What an order needs, placed in London. */
const someOrder = (id: string, variantId: string) => ({
  id,
  reference: `LON-9-${id.slice(0, 6)}`,
  storeId: 'store-london',
  customerId: null,
  customerName: 'Somebody',
  email: null,
  source: 'counter',
  currency: 'GBP',
  billingAddress: null,
  shippingAddress: null,
  customReference: null,
  note: null,
  items: [{ id: randomUUID(), variantId, quantity: 1000, unitPrice: 100 }],
});

test('whoever gets past the screen is refused by the desk, and whoever gets past the desk by the centre', async () => {
  const [variant] = await shop.rows('SELECT id FROM variant LIMIT 1');
  const forged = { uid: randomUUID(), name: 'order.place', args: someOrder(randomUUID(), String(variant!['id'])) };
  await switchTo('william');
  const code = await page().evaluate(
    (mutation) =>
      window.backroom!.mutate(mutation).then(
        () => 'saved',
        (problem: { code: string }) => problem.code,
      ),
    forged,
  );
  expect(code).toBe('forbidden');
  const wire = await new WireDesk(shop.url).register('DEMO-DESK');
  await wire.signIn('william', 'william-demo');
  const [outcome] = await wire.act({ name: 'order.place', args: forged.args, actor: 'user-william' });
  expect(outcome).toMatchObject({ status: 'parked', error: { code: 'forbidden' } });
  expect(await shop.rows('SELECT id FROM "order" WHERE id = ?', forged.args.id)).toEqual([]);
});

test('five wrong tries lock a name for a while, also for the right password, and nobody else', async () => {
  if (!(await atTheDoor().isVisible())) await signOut(page());
  for (let tries = 0; tries < 5; tries += 1) {
    await typeSignIn(page(), 'anna', `guess-${tries}`);
    await page().getByRole('button', { name: 'Sign in', exact: true }).and(page().locator(':enabled')).waitFor();
    await said(/is not right|Too many wrong tries/).waitFor();
  }
  await typeSignIn(page(), 'anna', 'anna-demo');
  await said('Too many wrong tries for this name').waitFor();
  await said(/Wait until \d/).waitFor();
  expect(await rail().count()).toBe(0);
  await signIn(page(), 'maya');
  await signOut(page());
});

describe('without the line', () => {
  beforeAll(async () => {
    await seat.desk.close();
    seat = await shop.desk('maya');
    await seat.desk.close();
    seat.line.cut();
    await seat.open();
    await atTheDoor().waitFor({ timeout: 30_000 });
  });

  test('whoever never was at this desk is told why he cannot come in', async () => {
    await typeSignIn(page(), 'william', 'william-demo');
    await said('The line is down, and you have not signed in at this desk yet').waitFor();
    expect(await rail().count()).toBe(0);
  });

  test('whoever was here before signs in with the right password only, and works', async () => {
    await typeSignIn(page(), 'maya', 'not-her-password');
    await said('User name or password is not right').waitFor();
    await typeSignIn(page(), 'maya', 'maya-demo');
    await rail().waitFor();
    await badgeSays(page(), /^Working offline/);
    await row(page(), 'LON-').first().waitFor();
  });
});
