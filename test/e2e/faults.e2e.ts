import { randomUUID } from 'node:crypto';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { chooseCustomer, placeOrder, scanIn } from '../harness/electron/order-work';
import { badge, badgeSays, goTo, listed, row, signIn, soon, typeSignIn } from '../harness/electron/person';
import { adjust, levelShown } from '../harness/electron/stock-work';
import type { Line } from '../harness/proxy';
import { WireDesk } from '../harness/wire-desk';

/** A centre that answers nonsense, half, or not at all, and one that refuses: work goes on, and nothing is lost or doubled. */
let shop: DemoShop;
let seat: Seat;
/** Somebody at another desk, whose screen does not matter here. */
let colleague: WireDesk;
const page = () => seat.page;
const house = 'Midlands warehouse';
const variantId = 'variant-85123A';
const number = async (sql: string, ...params: string[]) =>
  Number(Object.values((await shop.rows(sql, ...params))[0] ?? {})[0]);
const movements = () =>
  number(`SELECT COUNT(*) FROM stockMovement WHERE variantId = ? AND reason <> 'opening'`, variantId);
const level = () =>
  number(`SELECT quantity FROM stockLevel WHERE warehouseId = 'warehouse-midlands' AND variantId = ?`, variantId);
const record = () => page().getByRole('region', { name: 'Order', exact: true });
const ledger = () => listed(page().getByRole('grid', { name: 'Sync' }));
const rail = () => page().getByRole('navigation', { name: 'Main navigation' });

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk();
  colleague = await new WireDesk(shop.url).register('DEMO-DESK');
  await colleague.signIn('anna', 'anna-demo');
});
afterAll(() => shop.close());

test('at the door, a network that answers with its own page is told apart from a wrong password', async () => {
  await page().getByRole('region', { name: 'Try it as' }).waitFor({ timeout: 30_000 });
  seat.line.set('html');
  await typeSignIn(page(), 'maya', 'maya-demo');
  await page().getByText('What answered is not a Backroom centre').waitFor();
  seat.line.set('error');
  await page().getByRole('button', { name: 'Sign in', exact: true }).click();
  await page().getByText('The centre answered, but could not help just now').waitFor();
  expect(await page().getByRole('textbox', { name: 'User name' }).inputValue()).toBe('maya');
  seat.line.restore();
  await signIn(page(), 'maya');
});

/** By itself the desk asks a centre in trouble less and less often; a person who knows better presses a button. */
const faults: readonly (readonly [string, Line, 'waits' | 'presses', string])[] = [
  ['another network’s page', 'html', 'presses', 'What answered is not a Backroom centre'],
  ['500', 'error', 'presses', 'The centre answered, but could not help just now'],
  ['half a body', 'half', 'waits', 'The line is down'],
  ['nothing at all', 'silent', 'waits', 'The answer did not come, or only trickled in'],
];

test.each(faults)(
  'while the centre answers %s, work goes on and the ledger says why; then everything arrives once',
  async (...[, fault, then, why]) => {
    const [moves, before] = [await movements(), await level()];
    seat.line.set(fault);
    await adjust(page(), { variantId, warehouse: house, reason: 'Damaged', amount: '1' });
    await adjust(page(), { variantId, warehouse: house, reason: 'Lost', amount: '2' });
    await soon(async () => expect(await levelShown(page(), house)).toBe(before / 1000 - 3));
    await badgeSays(page(), /2 waiting/);
    await goTo(page(), '/sales/order?q=LON-5368');
    await row(page().getByRole('grid', { name: 'Orders' }), 'LON-5368')
      .first()
      .waitFor();
    expect(await page().getByText('This page could not be shown').count()).toBe(0);
    await badge(page()).click();
    const now = page().getByRole('button', { name: 'Sync now' });
    await now.waitFor();
    await page()
      .getByRole('region', { name: 'This desk' })
      .getByText(why, { exact: true })
      .waitFor({ timeout: 60_000 });
    seat.line.restore();
    if (then === 'presses') await now.click();
    await badgeSays(page(), 'Up to date', 60_000);
    expect(await movements()).toBe(moves + 2);
    expect(await level()).toBe(before - 3000);
  },
);

test('a centre that is killed in the middle of work and comes back gets everything once', async () => {
  const [moves, before] = [await movements(), await level()];
  await shop.kill();
  await badgeSays(page(), /^Working offline since/, 30_000);
  await adjust(page(), { variantId, warehouse: house, reason: 'Found', amount: '5' });
  await badgeSays(page(), /^Working offline since .* · 1 waiting$/);
  await shop.revive();
  await badgeSays(page(), 'Up to date', 60_000);
  expect(await movements()).toBe(moves + 1);
  expect(await level()).toBe(before + 5000);
});

describe('what the centre refuses', () => {
  const articles = () =>
    shop.rows(
      `SELECT b.code, v.id, json_extract(v.name, '$.en') AS name FROM barcode b JOIN variant v ON v.id = b.variantId
       WHERE b.symbology = 'ean13' AND (SELECT COUNT(*) FROM variant w WHERE w.name = v.name) = 1
       ORDER BY v.sku DESC LIMIT 2`,
    ) as Promise<{ code: string; id: string; name: string }[]>;

  test('is parked with its reason and blocks nothing that came after it', async () => {
    const [article] = await articles();
    const reference = await placeOrder(page(), { store: 'London', customer: 'C-17460', codes: [article!.code] });
    await badgeSays(page(), 'Up to date');
    const [item] = await shop.rows(
      'SELECT i.id, i.orderId FROM orderItem i JOIN "order" o ON o.id = i.orderId WHERE o.reference = ?',
      reference,
    );
    seat.line.cut();
    await badgeSays(page(), /^Working offline/);
    await page().getByRole('button', { name: 'More actions' }).click();
    await page()
      .getByRole('menuitem', { name: /^Cancel items/ })
      .click();
    await page().getByRole('dialog').getByRole('button', { name: 'Cancel items' }).click();
    await record().getByText('Cancelled').first().waitFor();
    await record().getByRole('textbox', { name: 'Add comment' }).fill('The customer called it off');
    await record().getByRole('button', { name: 'Add comment' }).click();
    await badgeSays(page(), /2 waiting/);
    const parcel = { shipmentId: randomUUID(), warehouseId: 'warehouse-london', carrier: null, trackingNumber: null };
    const items = [{ itemId: String(item!['id']), quantity: 1000, restId: randomUUID() }];
    const args = { orderId: String(item!['orderId']), ...parcel, items };
    expect(await colleague.act({ name: 'order.ship', args, actor: 'user-anna' })).toMatchObject([{ status: 'done' }]);
    seat.line.restore();
    await badgeSays(page(), '1 needs you', 30_000);
    await record().getByText('Shipped').first().waitFor();
    expect(await shop.rows('SELECT text FROM orderComment WHERE orderId = ?', args.orderId)).toEqual([
      { text: 'The customer called it off' },
    ]);
    await badge(page()).click();
    const refused = page().getByRole('region', { name: 'Refused' });
    await refused.getByText('The items have moved on meanwhile').waitFor();
    await goTo(page(), '/sync');
    await soon(async () =>
      expect((await ledger()).slice(0, 3).map(({ What, State }) => [What, State])).toEqual([
        ['Comment added', 'Confirmed'],
        ['Items cancelled', 'Refused'],
        ['Order placed', 'Confirmed'],
      ]),
    );
    await row(page().getByRole('grid', { name: 'Sync' }), 'Refused').click();
    const entry = page().getByRole('region', { name: 'Entry' });
    await entry.getByText('The items have moved on meanwhile').waitFor();
    await entry.getByText(/kept here; nothing of it is lost/).waitFor();
  });

  test('is let go by whoever sees that it is settled', async () => {
    const entry = page().getByRole('region', { name: 'Entry' });
    await entry.getByRole('button', { name: 'Let it go' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Let it go' }).click();
    await badgeSays(page(), 'Up to date');
    await soon(async () => expect((await ledger()).map(({ State }) => State)).toContain('Let go'));
  });

  test('opens again as it was entered, is corrected, and placed', async () => {
    const [article, other] = await articles();
    seat.line.cut();
    await badgeSays(page(), /^Working offline/);
    const customer = 'Somebody who waits';
    await placeOrder(page(), { store: 'London', customer, codes: [article!.code, other!.code] });
    const gone = { name: 'variant.remove', args: { id: article!.id }, actor: 'user-anna' };
    expect(await colleague.act(gone)).toMatchObject([{ status: 'done' }]);
    seat.line.restore();
    await badgeSays(page(), '1 needs you', 30_000);
    expect(await number('SELECT COUNT(*) FROM "order" WHERE customerName = ?', customer)).toBe(0);
    await badge(page()).click();
    await page().getByText('One of the articles is not known any more').first().waitFor();
    await page().getByRole('button', { name: 'Open and correct' }).click();
    const lines = page().getByRole('region', { name: 'Items' });
    await lines.getByText(other!.name).waitFor();
    expect(await page().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(customer);
    await lines
      .getByRole('button', { name: /^Remove (?!.*undefined)/ })
      .first()
      .click();
    await page().getByRole('button', { name: 'Place order' }).click();
    await record().waitFor();
    await badgeSays(page(), 'Up to date', 30_000);
    await soon(async () =>
      expect(
        await shop.rows(
          `SELECT i.variantId, i.quantity FROM orderItem i JOIN "order" o ON o.id = i.orderId WHERE o.customerName = ?`,
          customer,
        ),
      ).toEqual([{ variantId: other!.id, quantity: 1000 }]),
    );
  });
});

test('an order half entered survives a kill', async () => {
  const [article] = (await shop.rows(
    `SELECT b.code, json_extract(v.name, '$.en') AS name FROM barcode b JOIN variant v ON v.id = b.variantId WHERE b.symbology = 'ean13' LIMIT 1`,
  )) as unknown as { code: string; name: string }[];
  await goTo(page(), '/sales/order/new');
  await page().getByText('Ready to scan').waitFor();
  await scanIn(page(), [article!.code, article!.code]);
  await chooseCustomer(page(), 'Half a customer');
  await page().getByText('Kept at this desk until you place it').waitFor();
  // What was typed is on the disk within two seconds.
  await page().waitForTimeout(2500);
  await seat.desk.kill();
  await seat.open();
  await signIn(page(), 'maya');
  await rail().waitFor();
  await goTo(page(), '/sales/order/new');
  await page().getByRole('region', { name: 'Items' }).getByText(article!.name).waitFor();
  expect(await page().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Half a customer');
});
