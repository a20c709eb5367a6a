import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { placeOrder, scanIn } from '../harness/electron/order-work';
import { address, goTo, signIn, signOut, soon } from '../harness/electron/person';
import { scan } from '../harness/electron/scanner';

/** A scanner that types like a keyboard, on whatever screen, with whatever focus. */
let shop: DemoShop;
let seat: Seat;
let article: { id: string; code: string; name: string };
let carton: { id: string; code: string; name: string; pieces: number };
const page = () => seat.page;
const opened = (path: string) => soon(async () => expect(await address(page())).toBe(path));
const lit = (state: 'known' | 'unknown') => page().locator(`html[data-scan=${state}]`).waitFor({ state: 'attached' });
const unknownCode = '9999000011112';

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
  const articles = `FROM barcode b JOIN variant v ON v.id = b.variantId
    JOIN stockLevel s ON s.variantId = v.id AND s.warehouseId = 'warehouse-london' WHERE s.quantity > 9000 AND
    (SELECT COUNT(*) FROM variant w WHERE w.name = v.name) = 1 AND`;
  const [single] = await shop.rows(
    `SELECT v.id, b.code, json_extract(v.name, '$.en') AS name ${articles} b.symbology = 'ean13' ORDER BY v.sku LIMIT 1`,
  );
  const [pack] = await shop.rows(
    `SELECT v.id, b.code, json_extract(v.name, '$.en') AS name, b.packQuantity / 1000 AS pieces
     ${articles} b.symbology = 'itf14' ORDER BY v.sku DESC LIMIT 1`,
  );
  article = single as unknown as typeof article;
  carton = pack as unknown as typeof carton;
});
afterAll(() => shop.close());

test.each([
  ['/sales/order', 'Orders'],
  ['/customers/customer', 'Customers'],
  ['/stock/stockMovement', 'Stock movements'],
  ['/labels/queue', 'Print queue'],
  ['/labels/printers', 'Printers'],
  ['/sync', 'Sync'],
])('on %s a scan opens the article, with no field in focus', async (path, title) => {
  await goTo(page(), path);
  await page().getByRole('main').getByRole('heading', { name: title, level: 1 }).waitFor();
  await page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await scan(page(), article.code);
  await lit('known');
  await opened(`/catalog/variant/${article.id}`);
});

test('a scan into a field leaves what was typed there', async () => {
  await goTo(page(), '/catalog/product');
  const search = page().getByRole('searchbox', { name: 'Search products' });
  await search.fill('lantern');
  await search.focus();
  await soon(async () => expect(await address(page())).toContain('q=lantern'));
  await scan(page(), article.code);
  await opened(`/catalog/variant/${article.id}`);
  await page().goBack();
  await soon(async () => expect(await search.inputValue()).toBe('lantern'));
});

test('a search that was still being typed does not come back once the address has gone on', async () => {
  await goTo(page(), '/catalog/product?q=lantern');
  const search = page().getByRole('searchbox', { name: 'Search products' });
  await soon(async () => expect(await search.inputValue()).toBe('lantern'));
  await search.fill('lanterns');
  await goTo(page(), '/catalog/product');
  // A slow machine may still be on its way; once the field is empty, it stays so.
  for (let tries = 0; tries < 100 && (await search.inputValue()) !== ''; tries += 1) await page().waitForTimeout(100);
  await page().waitForTimeout(500);
  expect(await search.inputValue()).toBe('');
  expect(await address(page())).toBe('/catalog/product');
});

test('typing by hand is no scan, however long the number', async () => {
  await goTo(page(), '/catalog/product');
  const search = page().getByRole('searchbox', { name: 'Search products' });
  await soon(async () => expect(await address(page())).toBe('/catalog/product'));
  await soon(async () => expect(await search.inputValue()).toBe(''));
  await search.focus();
  await scan(page(), article.code, { pace: 90 });
  await soon(async () => expect(await search.inputValue()).toBe(article.code));
  expect(await address(page())).toMatch(/^\/catalog\/product(\?|$)/);
});

test('behind an open dialog a scan lands all the same', async () => {
  await goTo(page(), '/labels/printers');
  await page().getByRole('button', { name: 'Add printer' }).first().click();
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Half typed');
  await scan(page(), article.code);
  await opened(`/catalog/variant/${article.id}`);
  await dialog.waitFor({ state: 'hidden' });
});

test('a machine with a French keyboard reads the same code', async () => {
  await goTo(page(), '/sync');
  await page().getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
  await scan(page(), article.code, { keyboard: 'french' });
  await opened(`/catalog/variant/${article.id}`);
});

test('the code of an order opens the order', async () => {
  const [order] = await shop.rows(`SELECT id, reference FROM "order" ORDER BY placedAt DESC LIMIT 1`);
  await goTo(page(), '/catalog/product');
  await page().getByRole('grid', { name: 'Products' }).waitFor();
  await scan(page(), String(order!['reference']));
  await opened(`/sales/order/${String(order!['id'])}`);
});

test('order entry adds what is scanned: a piece, a whole carton, once more; and undoes it', async () => {
  await goTo(page(), '/sales/order/new');
  await page().getByText('Ready to scan').waitFor();
  await scanIn(page(), [article.code]);
  await scanIn(page(), [carton.code, article.code]);
  const quantity = (name: string) => page().getByRole('textbox', { name: new RegExp(`^Quantity.*${name}`) });
  await soon(async () => expect(await quantity(article.name).inputValue()).toBe('2'));
  expect(await quantity(carton.name).inputValue()).toBe(String(carton.pieces));
  await page().getByRole('button', { name: 'Undo' }).click();
  await soon(async () => expect(await quantity(article.name).inputValue()).toBe('1'));
  await scan(page(), unknownCode);
  await page().getByRole('status').filter({ hasText: unknownCode }).waitFor();
  await lit('unknown');
  expect(await address(page())).toBe('/sales/order/new');
  await page().getByRole('button', { name: 'Discard' }).click();
  await page().getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
});

test('the parcel counts what is scanned behind its dialog, says what does not belong, and takes a parcel number', async () => {
  await placeOrder(page(), { store: 'London', customer: 'C-17460', codes: [article.code, article.code] });
  await page().getByRole('button', { name: 'Ship', exact: true }).click();
  const dialog = page().getByRole('dialog', { name: /^Ship / });
  await dialog.waitFor();
  await scan(page(), article.code);
  const amount = dialog.getByRole('textbox', { name: `Into this parcel: ${article.name}` });
  await soon(async () => expect(await amount.inputValue()).toBe('1'));
  await scan(page(), carton.code);
  await dialog.getByText('Not in this order, or shipped already').waitFor();
  expect(await amount.inputValue()).toBe('1');
  await scan(page(), 'JD0002-77');
  await soon(async () =>
    expect(await dialog.getByRole('textbox', { name: 'Tracking number' }).inputValue()).toBe('JD0002-77'),
  );
  await dialog.getByRole('button', { name: 'Ship', exact: true }).click();
  await page().getByText('Partly shipped').first().waitFor();
  await soon(async () =>
    expect(await shop.rows('SELECT trackingNumber FROM shipment ORDER BY shippedAt DESC LIMIT 1')).toEqual([
      { trackingNumber: 'JD0002-77' },
    ]),
  );
});

test('the label page takes the article that is scanned', async () => {
  await goTo(page(), '/labels/print');
  await page().getByText('For which article?').waitFor();
  await scan(page(), article.code);
  await page()
    .getByRole('img', { name: `Label of ${article.name}` })
    .waitFor();
});

test('an unknown code is told, and can be given to an article by whoever keeps the catalog', async () => {
  await goTo(page(), '/sales/order');
  await page().getByRole('grid', { name: 'Orders' }).waitFor();
  await scan(page(), unknownCode);
  await lit('unknown');
  const alert = page()
    .getByRole('alert')
    .filter({ hasText: `Nobody knows the code ${unknownCode}` });
  await alert.getByRole('button', { name: 'Give it to an article' }).click();
  await soon(async () => expect(await page().getByRole('textbox', { name: 'Code' }).inputValue()).toBe(unknownCode));
  await page().getByRole('textbox', { name: 'Variant' }).fill(article.name);
  await page().getByRole('option').filter({ hasText: article.name }).first().click();
  await page().getByRole('button', { name: 'Create', exact: true }).click();
  await soon(async () =>
    expect(await shop.rows('SELECT variantId FROM barcode WHERE code = ?', unknownCode)).toEqual([
      { variantId: article.id },
    ]),
  );
  await goTo(page(), '/sync');
  await page().getByRole('heading', { name: 'Sync', level: 1 }).waitFor();
  await scan(page(), unknownCode);
  await opened(`/catalog/variant/${article.id}`);
});

test('a clerk, who may not, is told whom to ask', async () => {
  await signOut(page());
  await signIn(page(), 'clara');
  await page().getByRole('grid', { name: 'Orders' }).waitFor();
  await scan(page(), '9999000022224');
  const alert = page().getByRole('alert').filter({ hasText: 'Nobody knows the code 9999000022224' });
  await alert.getByText(/ask somebody who keeps the catalog/).waitFor();
  expect(await alert.getByRole('button', { name: 'Give it to an article' }).count()).toBe(0);
});
