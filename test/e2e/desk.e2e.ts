import type { Locator } from 'playwright-core';
import de from '../../resources/locales/de.json';
import en from '../../resources/locales/en.json';
import { domain } from '../../shared/domain/domain';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, badgeSays, goTo, row, signIn, signOut, soon } from '../harness/electron/person';

/** The window itself: getting around by keyboard, how it looks, which language it speaks, and how fast it is ready. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const press = (keys: string) => page().keyboard.press(keys);
const grid = (name: string) => page().getByRole('grid', { name, exact: true });
const palette = () => page().getByRole('dialog', { name: 'Go to, find or do' });
const at = (path: string | RegExp) => soon(async () => expect(await address(page())).toMatch(path));
const list = async () => {
  await goTo(page(), '/sales/order');
  await grid('Orders').getByRole('row').nth(2).waitFor();
  await at(/^\/sales\/order$/);
};
const go = async (typed: string, option: string | RegExp) => {
  await press('Control+k');
  await palette().locator('input').fill(typed);
  await palette().getByRole('option', { name: option }).first().waitFor();
};

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk();
});
afterAll(() => shop.close());

test('the first screen works while the rest still loads behind it, and says how far it is', async () => {
  seat.line.delay(120);
  await page().getByRole('region', { name: 'Try it as' }).getByText('Maya Patel').click();
  const loading = page().getByText(/^(\d[\d,]* of \d[\d,]* records|The rest of your shop is loading.*|Loading \d+ %)$/);
  await loading.first().waitFor();
  await grid('Orders').waitFor();
  expect(await page().getByRole('banner').getByText('Up to date').isVisible()).toBe(false);
  await press('Control+k');
  await palette().waitFor();
  await press('Escape');
  seat.line.delay(0);
  await badgeSays(page(), 'Up to date', 30_000);
  await row(page(), 'LON-').first().waitFor();
});

describe('the command palette', () => {
  beforeEach(list);
  afterEach(async () => {
    // Whatever a test leaves open must not fail the next one.
    if (await palette().isVisible()) await press('Escape');
  });

  test('goes to a page', async () => {
    await go('print que', /^Print queue/);
    await press('Enter');
    await at(/^\/labels\/queue$/);
  });

  test('starts an action, each offered once', async () => {
    await go('new order', /^New order/);
    expect(
      await palette()
        .getByRole('option', { name: /^New order/ })
        .count(),
    ).toBe(1);
    await press('Enter');
    await at(/^\/sales\/order\/new$/);
    await page().getByRole('heading', { name: 'New order', level: 1 }).waitFor();
  });

  test('finds orders, customers and products by any fragment', async () => {
    const [order] = await shop.rows(`SELECT id, reference FROM "order" WHERE length(reference) > 10 LIMIT 1`);
    const [customer] = await shop.rows('SELECT id, email FROM customer LIMIT 1');
    for (const [group, typed, path] of [
      ['Orders', String(order!['reference']).slice(3), `/sales/order/${String(order!['id'])}`],
      ['Customers', String(customer!['email']).slice(2), `/customers/customer/${String(customer!['id'])}`],
      ['Products', 'ing heart t-light', '/catalog/product/product-'],
    ] as const) {
      await press('Control+k');
      await palette().locator('input').fill(typed);
      await palette().getByRole('group', { name: group }).getByRole('option').first().click();
      await at(new RegExp(`^${path}`));
    }
  });

  test('says when nothing fits, and closes with Escape', async () => {
    await press('Control+k');
    await palette().locator('input').fill('qqqqzzzz');
    await palette().getByText('Nothing fits.').waitFor();
    await press('Escape');
    await palette().waitFor({ state: 'hidden' });
    expect(await address(page())).toBe('/sales/order');
  });
});

test('the daily work goes without a mouse: search, move, look, open, close, create', async () => {
  await list();
  await press('/');
  await soon(async () => expect(await focused()).toContain('Search orders'));
  await page().keyboard.type('BER-', { delay: 60 });
  await soon(async () => expect(await grid('Orders').getByRole('row').nth(1).innerText()).toContain('BER-'));
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Space');
  const look = page()
    .getByRole('complementary')
    .or(page().getByRole('region', { name: 'Quick look' }))
    .last();
  await look.waitFor();
  await press('Escape');
  await press('Enter');
  await at(/^\/sales\/order\/[^/]+\?q=BER-/);
  await page().getByRole('region', { name: 'Order', exact: true }).waitFor();
  await press('n');
  await at(/^\/sales\/order\/new/);
  await page().getByRole('heading', { name: 'New order', level: 1 }).waitFor();
});
const focused = () =>
  page().evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? (element as HTMLInputElement | null)?.placeholder ?? '';
  });

test('the overlay shows the shortcuts of what is open', async () => {
  await list();
  const overlay = page().getByRole('dialog', { name: 'Keyboard shortcuts' });
  await soon(async () => {
    await press('?');
    await overlay.waitFor({ timeout: 2_000 });
  });
  const shown = await overlay.innerText();
  for (const words of ['Search or go anywhere', 'Ctrl', 'K', 'Search in the list', 'Create', 'Quick look']) {
    expect(shown).toContain(words);
  }
  await press('Escape');
  await overlay.waitFor({ state: 'hidden' });
  const [order] = await shop.rows(`SELECT id FROM "order" WHERE state = 'confirmed' LIMIT 1`);
  await goTo(page(), `/sales/order/${String(order!['id'])}`);
  await page().getByRole('button', { name: 'Ship', exact: true }).waitFor();
  await press('?');
  await overlay.getByText('Ship', { exact: true }).waitFor();
  await press('Escape');
});

const look = () =>
  page().evaluate(() => ({
    scheme: document.documentElement.dataset['mantineColorScheme'],
    density: document.documentElement.dataset['density'],
    language: document.documentElement.lang,
  }));
const settings = async () => {
  await page()
    .getByRole('button', { name: /(settings and sign out|Einstellungen und Abmelden)$/ })
    .click();
  return page().getByRole('dialog');
};

test('theme, density and language are chosen, seen at once, and still there after a restart', async () => {
  await list();
  const high = await grid('Orders')
    .getByRole('row')
    .nth(1)
    .evaluate((one: HTMLElement) => one.offsetHeight);
  const menu: Locator = await settings();
  for (const choice of ['Dark', 'Compact', 'Deutsch']) await menu.getByText(choice, { exact: true }).click();
  const chosen = { scheme: 'dark', density: 'compact', language: 'de' };
  await soon(async () => expect(await look()).toEqual(chosen));
  await press('Escape');
  await page().getByRole('heading', { name: 'Aufträge', level: 1 }).waitFor();
  const low = await grid('Aufträge')
    .getByRole('row')
    .nth(1)
    .evaluate((one: HTMLElement) => one.offsetHeight);
  expect([high, low]).toEqual([36, 28]);
  await seat.desk.close();
  await seat.open();
  await page().getByRole('region', { name: 'Maya Patel' }).or(page().getByText('Maya Patel').first()).waitFor();
  await soon(async () => expect(await look()).toEqual(chosen));
});

/** The words of a language that stand alone, by key. */
function words(tree: object, at = ''): Map<string, string> {
  const found = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value] as const] : [...words(value as object, `${at}${key}.`)],
  );
  return new Map(found);
}

/** What only English says: texts of the interface and of the entities that German says in another way. */
function englishOnly(): string[] {
  const [english, german] = [words(en), words(de)];
  const pairs = [...english].map(([key, text]) => [text, german.get(key)] as const);
  for (const entity of domain.entities) {
    const [one, other] = [words(entity.words.en), words(entity.words.de)];
    for (const [key, text] of one) pairs.push([text, other.get(key)]);
  }
  const spoken = new Set(pairs.map(([, text]) => text));
  return pairs.flatMap(([text, other]) => (text !== other && !spoken.has(text) && !text.includes('{{') ? [text] : []));
}

test('German is complete: no screen shows a word of the English interface', async () => {
  const people = page().getByRole('region', { name: de.signIn.demo });
  await people.getByText('Anna Schmidt').click();
  await page().getByRole('navigation', { name: de.frame.navigation }).waitFor({ timeout: 30_000 });
  const [order] = await shop.rows(`SELECT id FROM "order" WHERE state = 'partlyShipped' LIMIT 1`);
  const forbidden = englishOnly();
  expect(forbidden.length).toBeGreaterThan(300);
  const screens = [
    '/sales/order',
    `/sales/order/${String(order!['id'])}`,
    '/sales/order/new',
    '/sales/shipment',
    '/catalog/product',
    '/catalog/product/product-85123',
    '/catalog/variant/variant-85123A',
    '/catalog/product/new',
    '/stock/stockLevel/warehouse-midlands%3Avariant-85123A',
    '/stock/stockMovement',
    '/customers/customer/customer-17460',
    '/customers/customer/new',
    '/labels/labelDesign',
    '/labels/print?variantId=variant-85123A',
    '/labels/queue',
    '/labels/printers',
    '/administration/store',
    '/administration/warehouse',
    '/administration/taxRate',
    '/staff/role',
    '/staff/user',
    '/sync',
    '/nowhere',
  ];
  const found: string[] = [];
  const german = new Set(words(de).values());
  const spoken = new Set<string>();
  for (const path of screens) {
    await goTo(page(), path);
    await page().getByRole('main').waitFor();
    await page().waitForTimeout(350);
    const shown = await page().evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? '');
      for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
        for (const name of ['aria-label', 'placeholder', 'title']) texts.push(element.getAttribute(name) ?? '');
      }
      return texts;
    });
    for (const text of new Set(shown)) {
      if (forbidden.includes(text)) found.push(`${path}: ${text}`);
      if (german.has(text)) spoken.add(text);
    }
  }
  // Whoever looks at nothing finds nothing.
  expect(spoken.size).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('a clerk’s palette offers only what a clerk may do', async () => {
  const menu = await settings();
  await menu.getByText('English', { exact: true }).click();
  await press('Escape');
  await signOut(page());
  await signIn(page(), 'clara');
  await press('Control+k');
  await palette()
    .getByRole('option', { name: /^New order/ })
    .waitFor();
  await palette()
    .getByRole('option', { name: /^New customer/ })
    .waitFor();
  expect(
    await palette()
      .getByRole('option', { name: /^New (product|store|role|user)/ })
      .count(),
  ).toBe(0);
});
