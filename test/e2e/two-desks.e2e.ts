import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productLabel } from '../../shared/labels/built-in-designs';
import { layoutLabel } from '../../shared/labels/layout';
import { labelSvg } from '../../shared/labels/svg';
import { labelZpl } from '../../shared/labels/zpl';
import { readBarcodes, readPicture } from '../harness/barcode-reader';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { placeOrder, ship } from '../harness/electron/order-work';
import { badge, badgeSays, goTo, listed, row, soon, typeSignIn } from '../harness/electron/person';
import { adjust, levelShown, openArticle } from '../harness/electron/stock-work';
import { TcpPrinter } from '../harness/tcp-printer';

/**
 * One order's life on two desks with the line down. Desk A works without the line, is killed, and goes on; desk B works on the same
 * stock; the line comes back. The tests are the chapters of one story, in order.
 */
let shop: DemoShop;
let a: Seat;
let b: Seat;
const printer = new TcpPrinter();
const house = 'London stock room';
const customer = 'Story of two desks';
let article: { id: string; code: string; sku: string; name: string; price: number };
let level: number;
let reference: string;

const number = async (sql: string, ...params: string[]) =>
  Number(Object.values((await shop.rows(sql, ...params))[0] ?? {})[0]);
const levelAtCentre = () =>
  number(`SELECT quantity FROM stockLevel WHERE warehouseId = 'warehouse-london' AND variantId = ?`, article.id);
/** The label as it must come out, dot by dot, made without the desk. */
const layout = () => {
  const { name, sku, code: barcode, price } = article;
  return layoutLabel(productLabel, { name, sku, barcode, price: `£${(price / 100).toFixed(2)}` }, 203);
};
const label = (copies: number) => labelZpl(layout(), copies);
const print = async (copies: string) => {
  await openArticle(a.page, article.id);
  await a.page.getByRole('button', { name: 'Print label', exact: true }).click();
  await a.page.getByRole('img', { name: `Label of ${article.name}` }).waitFor();
  await a.page.getByRole('combobox', { name: 'Printer' }).click();
  await a.page.getByRole('option', { name: 'Packing table' }).click();
  await a.page.getByRole('textbox', { name: 'Copies' }).fill(copies);
  await a.page.getByRole('button', { name: 'Print', exact: true }).click();
};
const queue = async () => {
  await goTo(a.page, '/labels/queue');
  return (await listed(a.page.getByRole('grid', { name: 'Print queue' }))).map(({ State }) => State);
};

beforeAll(async () => {
  await printer.on();
  shop = await DemoShop.open();
  a = await shop.desk('maya');
  b = await shop.desk('anna');
  const [found] = await shop.rows(
    `SELECT v.id, b.code, v.sku, json_extract(v.name, '$.en') AS name, v.price FROM variant v
     JOIN barcode b ON b.variantId = v.id AND b.symbology = 'ean13'
     JOIN stockLevel s ON s.variantId = v.id AND s.warehouseId = 'warehouse-london'
     WHERE s.quantity BETWEEN 12000 AND 20000 AND length(v.name) < 30 ORDER BY v.sku LIMIT 1`,
  );
  article = found as unknown as typeof article;
  level = (await levelAtCentre()) / 1000;
});
afterAll(async () => {
  await shop?.close();
  await printer.off();
});

test('with the line down, desk A enters an order, ships it and writes stock down', async () => {
  a.line.cut();
  await badgeSays(a.page, /^Working offline/);
  reference = await placeOrder(a.page, { store: 'London', customer, codes: [article.code] });
  await ship(a.page);
  await a.page.getByRole('region', { name: 'Order', exact: true }).getByText('Shipped').first().waitFor();
  await adjust(a.page, { variantId: article.id, warehouse: house, reason: 'Damaged', amount: '1' });
  await soon(async () => expect(await levelShown(a.page, house)).toBe(level - 2));
  await badgeSays(a.page, /^Working offline since .+ · 3 waiting$/);
  expect(await number('SELECT COUNT(*) FROM "order" WHERE customerName = ?', customer)).toBe(0);
  expect(await levelAtCentre()).toBe(level * 1000);
});

test('a label reaches the network printer byte for byte', async () => {
  await goTo(a.page, '/labels/printers');
  await a.page.getByRole('button', { name: 'Add printer' }).first().click();
  const dialog = a.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Packing table');
  await dialog.getByRole('textbox', { name: 'Address in the network' }).fill('127.0.0.1');
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(printer.port));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await print('1');
  await soon(() => expect(printer.jobs).toHaveLength(1));
  expect(printer.jobs[0]!.toString('utf8')).toBe(label(1));
  await soon(async () => expect(await queue()).toEqual(['Printed']));
});

test('the preview is what the printer gets: the same dots, and a code that can be read off the screen', async () => {
  await openArticle(a.page, article.id);
  await a.page.getByRole('button', { name: 'Print label', exact: true }).click();
  const preview = a.page.getByRole('img', { name: `Label of ${article.name}` });
  const source = await preview.getAttribute('src');
  expect(decodeURIComponent(source?.slice(source.indexOf(',') + 1) ?? '')).toBe(labelSvg(layout()));
  expect(await readPicture(await preview.screenshot())).toEqual([{ text: article.code, format: 'EAN13' }]);
});

test('the label as PDF, drawn to pixels, is read back by another decoder as the same code', async () => {
  const path = join(shop.folder, 'label.pdf');
  await a.desk.app.evaluate(({ dialog }, filePath) => {
    // A native window cannot be pressed by a test; what it answers is all that is replaced.
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await openArticle(a.page, article.id);
  await a.page.getByRole('button', { name: 'Print label', exact: true }).click();
  await a.page.getByRole('img', { name: `Label of ${article.name}` }).waitFor();
  await a.page.getByRole('button', { name: 'PDF' }).click();
  await a.page.getByText(/^Saved as/).waitFor();
  expect(await readBarcodes(readFileSync(path))).toEqual([{ text: article.code, format: 'EAN13' }]);
});

test('desk A is killed with a label still waiting for a printer that is off; started again without the line, all is there', async () => {
  await printer.off();
  await print('2');
  await soon(async () => expect(await queue()).toContain('Waiting'));
  await a.desk.kill();
  await a.open();
  await a.page.getByRole('heading', { name: 'Who is working here?' }).waitFor({ timeout: 30_000 });
  await typeSignIn(a.page, 'maya', 'maya-demo');
  await badgeSays(a.page, /^Working offline.* · 3 waiting$/);
  await openArticle(a.page, article.id);
  await soon(async () => expect(await levelShown(a.page, house)).toBe(level - 2));
  await goTo(a.page, `/sales/order?q=${reference}`);
  await row(a.page, reference).filter({ hasText: 'Shipped' }).waitFor();
});

test('the badge opens the ledger, which lists what waits, and says by whom', async () => {
  await badge(a.page).click();
  await soon(async () => {
    const entries = await listed(a.page.getByRole('grid', { name: 'Sync' }));
    expect(entries.map(({ What, About, By, State }) => [What, About?.includes(reference), By, State])).toEqual([
      ['Stock adjusted', false, 'Maya Patel', 'Waiting'],
      ['Items shipped', true, 'Maya Patel', 'Waiting'],
      ['Order placed', true, 'Maya Patel', 'Waiting'],
    ]);
  });
});

test('the label that waited comes out once, when the printer is on again', async () => {
  await printer.on();
  await queue();
  const retry = a.page.getByRole('button', { name: 'Try again' });
  await soon(async () => {
    if (await retry.count()) await retry.first().click();
    expect(await queue()).toEqual(['Printed', 'Printed']);
  }, 30_000);
  expect(printer.jobs.map((job) => job.toString('utf8'))).toEqual([label(1), label(2)]);
});

test('desk B writes the same stock down; when the line is back both desks agree, and nobody refreshes', async () => {
  await adjust(b.page, { variantId: article.id, warehouse: house, reason: 'Lost', amount: '2' });
  await soon(async () => expect(await levelAtCentre()).toBe((level - 2) * 1000));
  await soon(async () => expect(await levelShown(b.page, house)).toBe(level - 2));
  await openArticle(a.page, article.id);
  await soon(async () => expect(await levelShown(a.page, house)).toBe(level - 2));
  a.line.restore();
  await badgeSays(a.page, 'Up to date', 30_000);
  await soon(async () => {
    expect(await levelShown(a.page, house)).toBe(level - 4);
    expect(await levelShown(b.page, house)).toBe(level - 4);
  }, 5_000);
});

test('the centre agrees: every gesture had exactly one effect, and stock is the sum of its movements', async () => {
  expect(await levelAtCentre()).toBe((level - 4) * 1000);
  const moved = await shop.rows(
    `SELECT reason, delta, actorId FROM stockMovement WHERE warehouseId = 'warehouse-london' AND variantId = ? AND reason <> 'opening' ORDER BY reason`,
    article.id,
  );
  expect(moved).toEqual([
    { reason: 'damaged', delta: -1000, actorId: 'user-maya' },
    { reason: 'lost', delta: -2000, actorId: 'user-anna' },
    { reason: 'shipped', delta: -1000, actorId: 'user-maya' },
  ]);
  const unequal = await shop.rows(
    `SELECT l.id FROM stockLevel l WHERE l.quantity <>
     (SELECT COALESCE(SUM(m.delta), 0) FROM stockMovement m WHERE m.warehouseId = l.warehouseId AND m.variantId = l.variantId)`,
  );
  expect(unequal).toEqual([]);
  const orders = await shop.rows('SELECT id, reference, state FROM "order" WHERE customerName = ?', customer);
  expect(orders).toEqual([{ id: expect.any(String), reference, state: 'shipped' }]);
  const id = String(orders[0]!['id']);
  for (const [table, times] of [
    ['orderItem', 1],
    ['shipment', 1],
    ['orderEvent', 2],
  ] as const) {
    expect([table, await number(`SELECT COUNT(*) FROM ${table} WHERE orderId = ?`, id)]).toEqual([table, times]);
  }
});

test('the ledger says that everything is confirmed', async () => {
  await badge(a.page).click();
  await soon(async () => {
    const entries = await listed(a.page.getByRole('grid', { name: 'Sync' }));
    expect(entries.map(({ State }) => State)).toEqual(['Confirmed', 'Confirmed', 'Confirmed']);
  });
});

test('what one desk says of an order stands on the other while it is open there', async () => {
  const [order] = await shop.rows('SELECT id FROM "order" WHERE reference = ?', reference);
  for (const { page } of [a, b]) {
    await goTo(page, `/sales/order/${String(order!['id'])}`);
    await page.getByRole('textbox', { name: 'Add comment' }).waitFor();
  }
  await a.page.getByRole('textbox', { name: 'Add comment' }).fill('Went out at noon');
  await a.page.getByRole('button', { name: 'Add comment' }).click();
  await b.page.getByRole('listitem').filter({ hasText: 'Went out at noon' }).waitFor({ timeout: 3_000 });
});
