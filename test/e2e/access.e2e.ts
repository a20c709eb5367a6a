import type {} from '../../renderer/bridge/bridge';
import { findBarriers } from '../harness/electron/axe';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { goTo, signIn, soon } from '../harness/electron/person';
import { scan } from '../harness/electron/scanner';

/** Every screen, light and dark, as an assistive technology meets it: axe finds nothing. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const wear = async (theme: Theme) => {
  await page().evaluate((set) => window.backroom!.call('settings.set', { theme: set }), theme);
  await page().locator(`html[data-mantine-color-scheme=${theme}]`).waitFor({ state: 'attached' });
};
/** Colours that are still changing are no colours to judge. */
const settled = () =>
  soon(async () => {
    const moving = await page().evaluate(
      () => document.getAnimations().filter((one) => one.playState === 'running').length,
    );
    if (moving > 0) throw new Error('still moving');
  });
/** Looks at what is open now, in both themes. */
const judge = async (screen: string, found: string[]) => {
  for (const theme of themes) {
    await wear(theme);
    await settled();
    const what = theme === 'light' ? 'everything' : 'colours';
    for (const barrier of await findBarriers(page(), what)) found.push(`${screen} (${theme}): ${barrier}`);
  }
};

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk();
  await page().emulateMedia({ reducedMotion: 'reduce' });
  // A low window: a list of thirty rows has the barriers of one of ten, and takes three times as long to judge.
  await seat.desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1360, 600));
});
afterAll(() => shop.close());

test('the door, also after a wrong password', async () => {
  const found: string[] = [];
  await page().getByRole('region', { name: 'Try it as' }).waitFor({ timeout: 30_000 });
  await judge('sign-in', found);
  await page().getByRole('textbox', { name: 'User name' }).fill('maya');
  await page().getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page().getByRole('button', { name: 'Sign in', exact: true }).click();
  await page().getByText('User name or password is not right').waitFor();
  await judge('sign-in refused', found);
  expect(found).toEqual([]);
});

const [article, level] = ['variant-85123A', 'warehouse-midlands%3Avariant-85123A'];
const screens: readonly (readonly [string, string])[] = [
  ['/sales/order', 'Orders'],
  ['/sales/order?q=nothing-like-this', 'Orders'],
  ['/sales/order/new', 'New order'],
  ['/sales/shipment', 'Shipments'],
  ['/catalog/product', 'Products'],
  ['/catalog/product/product-85123', 'White hanging heart t-light holder'],
  ['/catalog/product/new', 'New product'],
  ['/catalog/variant', 'Variants'],
  [`/catalog/variant/${article}`, 'White hanging heart t-light holder'],
  ['/stock/stockLevel', 'Stock'],
  [`/stock/stockLevel/${level}`, 'White hanging heart t-light holder'],
  ['/stock/stockMovement', 'Stock movements'],
  ['/stock/stockAllowance', 'Stock allowances'],
  ['/customers/customer', 'Customers'],
  ['/customers/customer/customer-17460', 'Martin'],
  ['/customers/customer/new', 'New customer'],
  ['/labels/labelDesign', 'Label designs'],
  [`/labels/print?variantId=${article}`, 'Print labels'],
  ['/labels/queue', 'Print queue'],
  ['/labels/printers', 'Printers'],
  ['/administration/store', 'Stores'],
  ['/administration/warehouse', 'Warehouses'],
  ['/administration/taxRate', 'Tax rates'],
  ['/staff/role', 'Roles'],
  ['/staff/user', 'Users'],
  ['/sync', 'Sync'],
  ['/no/such/page', 'There is no such page'],
];

test('every screen of an administrator', async () => {
  await signIn(page(), 'anna');
  const found: string[] = [];
  for (const [path, title] of screens) {
    await goTo(page(), path);
    await page().getByText(title).first().waitFor();
    // A list that is still being read shows skeletons; what is judged is what stays.
    await page().waitForTimeout(250);
    await judge(path, found);
  }
  expect(found).toEqual([]);
});

test('an order in the middle of its life, and what opens over it', async () => {
  const found: string[] = [];
  const [order] = await shop.rows(`SELECT id, reference FROM "order" WHERE state = 'partlyShipped' LIMIT 1`);
  await goTo(page(), `/sales/order/${String(order!['id'])}`);
  await page()
    .getByRole('heading', { name: String(order!['reference']), level: 1 })
    .waitFor();
  await judge('order', found);
  await page().getByRole('button', { name: 'Ship', exact: true }).click();
  await page()
    .getByRole('dialog', { name: /^Ship / })
    .waitFor();
  await judge('ship dialog', found);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await page().keyboard.press('Control+k');
  await page().getByRole('dialog', { name: 'Go to, find or do' }).waitFor();
  await page().keyboard.type('heart', { delay: 60 });
  await page().getByRole('dialog').getByRole('group', { name: 'Products' }).waitFor();
  await judge('palette', found);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  // A key so soon after another one is taken for a scanner's.
  await page().waitForTimeout(100);
  await page().keyboard.press('?');
  await page().getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await judge('shortcuts', found);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await scan(page(), '9999000033336');
  await page().getByRole('alert').filter({ hasText: 'Nobody knows the code' }).waitFor();
  // The tooltip under a mouse that was left somewhere is no part of it.
  await page().mouse.move(1, 1);
  await page().getByRole('tooltip').waitFor({ state: 'detached' });
  await judge('notice', found);
  expect(found).toEqual([]);
});

test('dialogs of stock, printers and person, and a form with faults', async () => {
  const found: string[] = [];
  await goTo(page(), `/catalog/variant/${article}`);
  await page().getByRole('button', { name: 'Adjust stock' }).click();
  await page().getByRole('dialog').waitFor();
  await judge('adjust dialog', found);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await goTo(page(), '/labels/printers');
  await page().getByRole('button', { name: 'Add printer' }).first().click();
  await page().getByRole('dialog').waitFor();
  await judge('printer dialog', found);
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'hidden' });
  await goTo(page(), '/catalog/product/new');
  await page().getByRole('button', { name: 'Create', exact: true }).click();
  await page()
    .getByText(/fields? needs? another look/)
    .waitFor();
  await judge('form with faults', found);
  await page()
    .getByRole('button', { name: /settings and sign out$/ })
    .click();
  await page().getByRole('dialog').waitFor();
  await judge('person menu', found);
  expect(found).toEqual([]);
});

test('a barrier that is planted is found', async () => {
  await page().evaluate(() => {
    const button = document.createElement('button');
    const text = document.createElement('p');
    text.textContent = 'Hardly to be seen';
    text.style.color = '#777';
    text.style.background = '#666';
    document.querySelector('main')?.append(button, text);
  });
  expect((await findBarriers(page())).join()).toContain('button-name');
  expect((await findBarriers(page(), 'colours')).join()).toContain('color-contrast');
});
