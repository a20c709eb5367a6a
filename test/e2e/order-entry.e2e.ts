import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { articlesOf, chooseCustomer, pounds, scanIn } from '../harness/electron/order-work';
import { address, goTo, soon } from '../harness/electron/person';

/** Order entry as somebody at a counter does it; what is saved is looked up at the centre. */
let shop: DemoShop;
let seat: Seat;
const grid = () => seat.page.getByRole('grid', { name: 'Orders' });
const record = () => seat.page.getByRole('region', { name: 'Order', exact: true });
const query = async (sql: string, ...params: string[]) => shop.rows(sql, ...params);
const one = async (sql: string, ...params: string[]) =>
  Number(Object.values((await query(sql, ...params))[0] ?? {})[0]);

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
});
afterAll(() => shop.close());

test('an order is entered with found customer, scanned and searched articles, and totals with tax', async () => {
  const [first, second] = await articlesOf(shop);
  await goTo(seat.page, '/sales/order/new');
  await seat.page.getByRole('combobox', { name: 'Store', exact: true }).click();
  await seat.page.getByRole('option', { name: 'London' }).click();
  await scanIn(seat.page, [first!.code, first!.code]);
  await seat.page.getByRole('textbox', { name: /^Find an article/ }).fill(second!.sku);
  await seat.page.getByRole('option').filter({ hasText: second!.name }).first().click();
  const lines = seat.page.getByRole('region', { name: 'Items' });
  await lines.getByRole('textbox', { name: new RegExp(`Quantity.*${second!.name}`) }).fill('3');
  await chooseCustomer(seat.page, 'C-17460');
  await seat.page.getByRole('combobox', { name: 'Source' }).click();
  await seat.page.getByRole('option', { name: 'Phone' }).click();
  const total = 2 * first!.price + 3 * second!.price;
  const tax = [2 * first!.price, 3 * second!.price].reduce((sum, gross) => sum + Math.round((gross * 2000) / 12000), 0);
  await soon(async () => {
    const sums = await seat.page.getByRole('status', { name: 'Total' }).innerText();
    expect(sums).toContain(pounds(total));
    expect(sums).toContain(pounds(tax));
  });
  await seat.page.getByRole('button', { name: 'Place order' }).click();
  await record().getByText('Ella Martin').first().waitFor();
  const reference = await record().getByRole('heading', { level: 1 }).innerText();
  await soon(async () => {
    const [placed] = await query('SELECT * FROM "order" WHERE reference = ?', reference);
    expect(placed).toMatchObject({
      grandTotal: total,
      taxTotal: tax,
      source: 'phone',
      state: 'confirmed',
      itemCount: 2,
    });
    expect(placed).toMatchObject({ storeId: 'store-london', customerId: 'customer-17460' });
  });
});

test('what is missing or beyond sense is said, and nothing is placed or lost', async () => {
  const before = await one('SELECT COUNT(*) FROM "order"');
  const [article] = await articlesOf(shop);
  await goTo(seat.page, '/sales/order/new');
  const place = seat.page.getByRole('button', { name: 'Place order' });
  const said = (text: string) => seat.page.getByRole('status').filter({ hasText: text }).waitFor();
  await chooseCustomer(seat.page, 'Nobody in particular');
  await place.click();
  await said('Add at least one article');
  await scanIn(seat.page, [article!.code]);
  const lines = seat.page.getByRole('region', { name: 'Items' });
  const quantity = lines.getByRole('textbox', { name: /Quantity/ });
  const price = lines.getByRole('textbox', { name: /Unit price/ });
  for (const nonsense of ['0', '-1', '999999999']) {
    await quantity.fill(nonsense);
    await place.click();
    await said('A quantity is missing or wrong');
  }
  await quantity.fill('1');
  await price.fill('-2');
  await place.click();
  await said('A price is missing or wrong');
  expect(await address(seat.page)).toBe('/sales/order/new');
  await goTo(seat.page, '/sales/order');
  await grid().waitFor();
  await goTo(seat.page, '/sales/order/new');
  await lines.getByText(article!.name).waitFor();
  expect(await seat.page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Nobody in particular');
  expect(await one('SELECT COUNT(*) FROM "order"')).toBe(before);
  await seat.page.getByRole('button', { name: 'Discard' }).click();
  await seat.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
});

test('the parcel goes where the customer usually gets it, or to another address; the bill where it usually goes', async () => {
  const [article] = await articlesOf(shop);
  await goTo(seat.page, '/sales/order/new');
  await scanIn(seat.page, [article!.code]);
  await chooseCustomer(seat.page, 'C-17460');
  const field = (name: string) => seat.page.getByRole('combobox', { name, exact: true });
  await soon(async () => expect(await field('Billing address').inputValue()).toBe('Where it usually goes'));
  await field('Shipping address').click();
  await seat.page.getByRole('option', { name: 'Another address …' }).click();
  const place = seat.page.getByRole('button', { name: 'Place order' });
  await place.click();
  await seat.page.getByRole('status').filter({ hasText: 'The delivery address is not complete' }).waitFor();
  const form = seat.page.getByRole('group', { name: 'Shipping address' });
  for (const [name, value] of Object.entries({
    'First name': 'Ella',
    'Last name': 'Martin',
    'Street and number': '4 Harbour Steps',
    Postcode: 'TR1 2AB',
    City: 'Truro',
    'Country code': 'GB',
  })) {
    await form.getByRole('textbox', { name, exact: true }).fill(value);
  }
  await place.click();
  await record().getByText('4 Harbour Steps').waitFor();
  const reference = await record().getByRole('heading', { level: 1 }).innerText();
  await soon(async () => {
    const [placed] = await query('SELECT shippingAddress, billingAddress FROM "order" WHERE reference = ?', reference);
    expect(JSON.parse(String(placed!['shippingAddress']))).toMatchObject({
      address1: '4 Harbour Steps',
      zip: 'TR1 2AB',
    });
    expect(JSON.parse(String(placed!['billingAddress']))).toMatchObject({ address1: '150 Mill Lane' });
  });
});
