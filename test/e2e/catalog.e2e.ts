import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, cells, goTo, listed, row, soon } from '../harness/electron/person';
import { scan } from '../harness/electron/scanner';
import { adjust, levelRow, levelShown, openArticle } from '../harness/electron/stock-work';

/** Products, articles, their codes, prices and stock, as a shop manager keeps them. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const region = (name: string) => page().getByRole('region', { name, exact: true }).first();
const field = (name: string) => page().getByRole('textbox', { name, exact: true });
const grid = (name: string) => page().getByRole('grid', { name, exact: true });
const one = async (sql: string, ...params: string[]) => (await shop.rows(sql, ...params))[0];
const number = async (sql: string, ...params: string[]) => Number(Object.values((await one(sql, ...params)) ?? {})[0]);
const variantId = 'variant-85123A';

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
});
afterAll(() => shop.close());
afterEach(() => seat.line.restore());

test('products are listed, found by number and by part of their name, and sorted', async () => {
  await goTo(page(), '/catalog/product');
  await page()
    .getByText(`${(await number('SELECT COUNT(*) FROM product')).toLocaleString('en')} in all`)
    .waitFor();
  const search = page().getByRole('searchbox', { name: 'Search products' });
  for (const fragment of ['85123', 'ging heart t-l', 'WHITE HANGING']) {
    await search.fill(fragment);
    await row(grid('Products'), 'White hanging heart t-light holder').waitFor();
    await soon(async () => expect((await cells(grid('Products'))).length).toBeLessThan(20));
  }
  await search.fill('');
  const last = String((await one('SELECT sku FROM product ORDER BY sku DESC LIMIT 1'))!['sku']);
  await grid('Products').getByRole('columnheader', { name: 'SKU' }).click();
  await soon(async () => expect((await listed(grid('Products')))[0]?.['SKU']).toBe(last));
});

test('a product shows its texts, tax and variants, and leads to them', async () => {
  await goTo(page(), '/catalog/product/product-85123');
  await row(region('Product'), '85123A').waitFor();
  const text = await region('Product').innerText();
  for (const part of ['White hanging heart t-light holder', '85123', 'UK standard', '85123A', '£2.55']) {
    expect(text).toContain(part);
  }
  await row(region('Product'), '85123A').getByRole('link').first().click();
  await soon(async () => expect(await address(page())).toBe(`/catalog/variant/${variantId}`));
  await page().getByRole('heading', { name: 'White hanging heart t-light holder', level: 1 }).waitFor();
  const picture = page().locator('img[src^="media://"]').first();
  await soon(async () =>
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0),
  );
});

test('a text is changed in each language, and stands in list and centre', async () => {
  await goTo(page(), '/catalog/product/product-85123?q=85123');
  await region('Product').getByRole('button', { name: 'Edit' }).click();
  await field('Name').fill('White heart holder');
  await page().getByRole('group', { name: 'Language' }).first().getByRole('button', { name: /^DE/ }).click();
  await field('Name').fill('Weißer Herzhalter');
  await page().getByRole('button', { name: 'Save' }).click();
  await row(grid('Products'), 'White heart holder').waitFor();
  await soon(async () =>
    expect(JSON.parse(String((await one(`SELECT name FROM product WHERE id = 'product-85123'`))!['name']))).toEqual({
      en: 'White heart holder',
      de: 'Weißer Herzhalter',
    }),
  );
});

test('a product is created with a variant; what is missing or below zero is said at its field', async () => {
  await goTo(page(), '/catalog/product/new');
  const create = page().getByRole('button', { name: 'Create', exact: true });
  await create.click();
  await page()
    .getByText(/fields? needs? another look/)
    .waitFor();
  await field('SKU').fill('E2E-1');
  await field('Name').fill('Brass bell');
  await field('Tax rate').fill('UK standard');
  await page()
    .getByRole('option', { name: /UK standard/ })
    .click();
  await create.click();
  await page().getByRole('heading', { name: 'Brass bell', level: 1 }).waitFor();
  await page().getByRole('button', { name: 'Add variant' }).click();
  await field('SKU').fill('E2E-1-S');
  await field('Name').fill('Brass bell, small');
  await field('Currency').fill('GBP');
  await field('Price').fill('-4');
  await create.click();
  await page().getByText('Cannot be below zero').waitFor();
  expect(await field('Name').inputValue()).toBe('Brass bell, small');
  await field('Price').fill('4.50');
  await create.click();
  await row(region('Variants'), 'E2E-1-S').filter({ hasText: '£4.50' }).waitFor();
  await soon(async () =>
    expect(
      await one(`SELECT v.price, p.sku FROM variant v JOIN product p ON p.id = v.productId WHERE v.sku = 'E2E-1-S'`),
    ).toEqual({ price: 450, sku: 'E2E-1' }),
  );
});

test('a picture is put in with the line down, shown at once, and kept by the centre when the line is back', async () => {
  const { id } = (await one(`SELECT id FROM product WHERE sku LIKE '22%' ORDER BY sku LIMIT 1`))!;
  await goTo(page(), `/catalog/product/${String(id)}`);
  await region('Product').getByRole('button', { name: 'Edit' }).click();
  seat.line.cut();
  const file = page().locator('input[type=file]');
  await file.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
  await page().getByText('This file is no picture that can be used').waitFor();
  await file.setInputFiles('resources/pictures/order-dark.png');
  const picture = page().locator('img[src^="media://"]').last();
  await soon(async () => expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1360));
  const sha256 = (await picture.getAttribute('src'))!.slice('media://'.length);
  await page().getByRole('button', { name: 'Save' }).click();
  await region('Product').getByRole('button', { name: 'Edit' }).waitFor();
  expect(await one('SELECT 1 AS one FROM blob WHERE sha256 = ?', sha256)).toBeUndefined();
  seat.line.restore();
  await soon(async () => {
    expect(await one('SELECT type FROM blob WHERE sha256 = ?', sha256)).toEqual({ type: 'image/webp' });
    const product = await one('SELECT image FROM product WHERE id = ?', String(id));
    expect(JSON.parse(String(product!['image']))).toEqual({ sha256, type: 'image/webp' });
  }, 30_000);
});

test('an article that is switched off is no longer offered for orders', async () => {
  await goTo(page(), '/sales/order/new');
  const find = page().getByRole('textbox', { name: /^Find an article/ });
  await find.fill('10120');
  await page()
    .getByRole('option', { name: /Doggy rubber/ })
    .waitFor();
  await openArticle(page(), 'variant-10120');
  await region('Variant').getByRole('button', { name: 'Edit' }).click();
  await page().getByRole('switch', { name: 'Active' }).click();
  await page().getByRole('button', { name: 'Save' }).click();
  await region('Variant').getByText('Inactive').first().waitFor();
  await soon(async () =>
    expect(await one(`SELECT active FROM variant WHERE id = 'variant-10120'`)).toEqual({ active: 0 }),
  );
  await goTo(page(), '/sales/order/new');
  await find.fill('10120');
  await page().getByRole('listbox').getByText('Nothing found').waitFor();
  expect(
    await page()
      .getByRole('option', { name: /Doggy rubber/ })
      .count(),
  ).toBe(0);
});

test('an article gets further codes; a wrong check digit and a code of another article are told; a scan finds it', async () => {
  await openArticle(page(), variantId);
  const add = page().getByRole('button', { name: 'Add code' });
  await field('Code').fill('4006381333932');
  await page().getByText('This looks like EAN-13 with a wrong or missing check digit').waitFor();
  await page().getByRole('button', { name: 'Take 4006381333931' }).click();
  await field('Pieces per scan').fill('6');
  await add.click();
  const codes = page().getByRole('table', { name: 'Barcodes' });
  await row(codes, '4006381333931').filter({ hasText: 'EAN-13' }).filter({ hasText: '6' }).waitFor();
  await soon(async () =>
    expect(await one(`SELECT variantId, symbology, packQuantity FROM barcode WHERE code = '4006381333931'`)).toEqual({
      variantId,
      symbology: 'ean13',
      packQuantity: 6000,
    }),
  );
  expect((await cells(codes)).length).toBe(await number('SELECT COUNT(*) FROM barcode WHERE variantId = ?', variantId));
  await openArticle(page(), 'variant-10120');
  await field('Code').fill('4006381333931');
  await page().getByText('Another article has this code; a scan could mean either').waitFor();
  expect(await add.isDisabled()).toBe(true);
  await goTo(page(), '/sales/order');
  await grid('Orders').waitFor();
  await scan(page(), '4006381333931');
  await soon(async () => expect(await address(page())).toBe(`/catalog/variant/${variantId}`));
});

test('a price from a quantity on is added and stands on the article', async () => {
  await openArticle(page(), variantId);
  await page().getByRole('button', { name: 'Add price' }).click();
  await field('Currency').fill('GBP');
  await field('From quantity').fill('50');
  await field('Gross price').fill('1.99');
  await page().getByRole('button', { name: 'Create', exact: true }).click();
  await row(page().getByRole('table', { name: 'Prices' }), '£1.99')
    .filter({ hasText: '50' })
    .waitFor();
  await soon(async () =>
    expect(await one(`SELECT minQuantity, currency FROM price WHERE variantId = ? AND gross = 199`, variantId)).toEqual(
      {
        minQuantity: 50_000,
        currency: 'GBP',
      },
    ),
  );
});

describe('stock', () => {
  const house = 'Midlands warehouse';
  const atCentre = () =>
    number(`SELECT quantity FROM stockLevel WHERE warehouseId = 'warehouse-midlands' AND variantId = ?`, variantId);

  test('stands on the article for each warehouse, and in a list', async () => {
    await openArticle(page(), variantId);
    const levels = await shop.rows(
      `SELECT w.name, s.quantity FROM stockLevel s JOIN warehouse w ON w.id = s.warehouseId WHERE s.variantId = ?`,
      variantId,
    );
    expect(levels.length).toBeGreaterThan(0);
    for (const { name, quantity } of levels) {
      await soon(async () => expect(await levelShown(page(), String(name))).toBe(Number(quantity) / 1000));
    }
    await goTo(page(), '/stock/stockLevel');
    await grid('Stock').getByRole('row').nth(1).waitFor();
    const all = await number('SELECT COUNT(*) FROM stockLevel');
    await page()
      .getByText(`${all.toLocaleString('en')} in all`)
      .waitFor();
  });

  test('is changed by a movement with reason, person and note, also by parts of a piece', async () => {
    const before = await atCentre();
    await adjust(page(), { variantId, warehouse: house, reason: 'Received', amount: '2.5' });
    await soon(async () => expect(await levelShown(page(), house)).toBe(before / 1000 + 2.5));
    await soon(async () => expect(await atCentre()).toBe(before + 2500));
    const movements = page().getByRole('table', { name: 'Stock movements' });
    await row(movements, 'Received').filter({ hasText: '+2.5' }).filter({ hasText: 'Maya Patel' }).waitFor();
    await goTo(page(), '/stock/stockMovement');
    await row(grid('Stock movements'), 'Received').filter({ hasText: 'Maya Patel' }).first().waitFor();
  });

  test('is counted: the difference is written down, not the number', async () => {
    const before = await atCentre();
    await openArticle(page(), variantId);
    await page().getByRole('button', { name: 'Adjust stock' }).click();
    const dialog = page().getByRole('dialog', { name: /^Stock of/ });
    await dialog.getByRole('combobox', { name: 'Warehouse' }).click();
    await page().getByRole('option', { name: house }).click();
    await dialog.getByText('Counted', { exact: true }).first().click();
    await dialog.getByRole('textbox', { name: 'Counted' }).fill('7');
    await dialog.getByRole('textbox', { name: 'Note' }).fill('shelf 4');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await soon(async () => expect(await atCentre()).toBe(7000));
    expect(
      await one(`SELECT delta, note FROM stockMovement WHERE variantId = ? AND reason = 'counted'`, variantId),
    ).toEqual({ delta: 7000 - before, note: 'shelf 4' });
  });

  test('nothing and nonsense are not taken; less than nothing is, with a word about it', async () => {
    await openArticle(page(), variantId);
    await levelRow(page(), house)
      .getByRole('button', { name: /^One fewer/ })
      .click();
    const dialog = page().getByRole('dialog', { name: /^Stock of/ });
    const amount = dialog.getByRole('textbox', { name: 'How many?' });
    const write = dialog.getByRole('button', { name: 'Write it down' });
    for (const nonsense of ['', '0', 'many', '99999999999']) {
      await amount.fill(nonsense);
      expect({ nonsense, disabled: await write.isDisabled() }).toEqual({ nonsense, disabled: true });
    }
    await amount.fill('9');
    await dialog.getByText('That is less than nothing').waitFor();
    await write.click();
    await dialog.waitFor({ state: 'hidden' });
    await soon(async () => expect(await atCentre()).toBe(-2000));
  });
});
