import type { Page } from 'playwright-core';
import type {} from '../../renderer/bridge/bridge';
import { findBarriers } from '../harness/electron/axe';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, badgeSays, demoPeople, goTo, listed, row, soon } from '../harness/electron/person';
import { levelShown, openArticle } from '../harness/electron/stock-work';

/** A desk that several people share: it locks itself, each comes back by PIN, and what each does is his own, or let through by a colleague. */
let shop: DemoShop;
let seat: Seat;
const page = () => seat.page;
const locked = () => page().getByRole('heading', { name: 'This desk is locked' });
const main = () => page().getByRole('main');
const rail = () => page().getByRole('navigation', { name: 'Main navigation' });
const menu = () => page().getByRole('button', { name: /: settings and sign out$/ });

async function setPin(on: Page, pin: string): Promise<void> {
  await menu().click();
  await on.getByRole('button', { name: 'Set a PIN' }).click();
  await on.getByRole('textbox', { name: 'PIN', exact: true }).fill(pin);
  await on.getByRole('textbox', { name: 'PIN again' }).fill(pin);
  await on.getByRole('button', { name: 'Save' }).click();
  await on.getByText('Your PIN is set').waitFor();
}
async function enterPin(pin: string): Promise<void> {
  await page().getByRole('textbox', { name: 'PIN' }).fill(pin);
  await page().getByRole('button', { name: 'Unlock' }).click();
}
const lockByKeys = async () => {
  await page().keyboard.press('Control+l');
  await locked().waitFor();
};
/** Locks the desk and comes in as somebody who has a PIN there. */
const takeOver = async (name: 'maya' | 'clara', pin: string) => {
  await lockByKeys();
  await page().getByRole('region', { name: 'Or come in as' }).getByText(demoPeople[name], { exact: true }).click();
  await enterPin(pin);
  await rail().waitFor();
};
const managerAsked = () => page().getByRole('dialog', { name: 'Ask a manager' });
/** By keyboard alone: the PIN has the focus, the reason is next. */
const letThrough = async (pin: string, reason: string) => {
  await managerAsked()
    .getByRole('textbox', { name: `PIN of ${demoPeople.maya}` })
    .and(page().locator(':focus'))
    .waitFor();
  await page().keyboard.type(pin, { delay: 60 });
  await page().keyboard.press('Tab');
  await page().keyboard.type(reason, { delay: 60 });
  await page().keyboard.press('Enter');
};
const comment = async (text: string) => {
  const [order] = await shop.rows('SELECT id, "storeId" FROM "order" ORDER BY id LIMIT 1');
  await page().evaluate(
    ([orderId, body]) =>
      window.backroom!.mutate({
        uid: crypto.randomUUID(),
        name: 'order.comment',
        args: { orderId, text: body },
      }),
    [String(order?.['id']), text] as const,
  );
};

beforeAll(async () => {
  shop = await DemoShop.open();
  seat = await shop.desk('maya');
});
afterAll(() => shop.close());

test('locked by a key, the desk shows whose session it is, and nothing of what was open; the PIN brings back where one was', async () => {
  await setPin(page(), '2468');
  await goTo(page(), '/catalog/variant');
  await page().getByRole('grid').waitFor();
  await page().evaluate(() => Object.assign(window, { remembered: 'what was on the screen' }));
  await lockByKeys();
  await main().getByText(demoPeople.maya).waitFor();
  await main().getByText('is at work here').waitFor();
  expect(await rail().count()).toBe(0);
  expect(await page().getByRole('grid').count()).toBe(0);
  await soon(async () => expect(await page().evaluate(() => 'remembered' in window)).toBe(false));
  const refused = await page().evaluate(() =>
    window.backroom!.read({ entity: 'variant' }).then(
      () => 'read',
      ({ code }: { code: string }) => code,
    ),
  );
  expect(refused).toBe('unauthenticated');
  await enterPin('2468');
  await page().getByRole('grid').waitFor();
  expect(await address(page())).toMatch(/^\/catalog\/variant/);
});

test('a colleague takes over the desk and gives it back by PIN; each act is its own person’s', async () => {
  await lockByKeys();
  await page().getByRole('button', { name: 'Somebody else' }).click();
  await page().getByRole('region', { name: 'Try it as' }).getByText(demoPeople.clara, { exact: true }).click();
  await rail().waitFor();
  expect(await address(page())).not.toMatch(/^\/catalog\/variant/);
  await setPin(page(), '1357');
  await comment('by Clara');
  await takeOver('maya', '2468');
  await comment('by Maya');
  await soon(async () => {
    const rows = await shop.rows(
      `SELECT u.name, c.text FROM "orderComment" c JOIN "user" u ON u.id = c."actorId" WHERE c.text LIKE 'by %' ORDER BY c.text`,
    );
    expect(rows).toEqual([
      { name: demoPeople.clara, text: 'by Clara' },
      { name: demoPeople.maya, text: 'by Maya' },
    ]);
  });
});

describe('what a clerk may not do, a manager lets through at her desk, without the line', () => {
  const london = 'London stock room';
  const person = () => menu().innerText();
  let order: { id: string; reference: string };
  let article: { id: string; level: number };
  beforeAll(async () => {
    const [shipped] = await shop.rows(
      `SELECT id, reference FROM "order" WHERE state = 'shipped' AND storeId = 'store-london' ORDER BY id LIMIT 1`,
    );
    order = shipped as typeof order;
    const [kept] = await shop.rows(
      `SELECT variantId AS id, quantity / 1000 AS level FROM stockLevel WHERE warehouseId = 'warehouse-london' AND quantity >= 10000 LIMIT 1`,
    );
    article = kept as typeof article;
    await takeOver('clara', '1357');
    seat.line.cut();
    await badgeSays(page(), /offline/i);
  });

  test('an order is moved on with the manager’s PIN and reason', async () => {
    await goTo(page(), `/sales/order/${order.id}`);
    await page().getByRole('button', { name: 'More actions' }).click();
    await page()
      .getByRole('menuitem', { name: /^Mark delivered.*with a manager/ })
      .click();
    const dialog = page().getByRole('dialog', { name: new RegExp(order.reference) });
    await dialog.getByRole('button', { name: 'Mark delivered' }).click();
    await managerAsked().getByText(order.reference).waitFor();
    for (const what of ['light', 'dark'] as const) {
      await page().evaluate((theme) => window.backroom!.call('settings.set', { theme }), what);
      await page().locator(`html[data-mantine-color-scheme=${what}]`).waitFor({ state: 'attached' });
      expect(await findBarriers(page(), what === 'light' ? 'everything' : 'colours')).toEqual([]);
    }
    await letThrough('2468', 'Customer shows the parcel');
    await page().getByText(`Let through by ${demoPeople.maya}`).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await managerAsked().count()).toBe(0);
  });

  test('a wrong PIN is counted; Escape leaves the question and keeps the form with the refusal; then it goes through', async () => {
    await openArticle(page(), article.id);
    await page().getByRole('button', { name: 'Adjust stock with a manager' }).click();
    const dialog = page().getByRole('dialog', { name: /^Stock of/ });
    await dialog.getByText('Damaged', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'How many?' }).fill('2');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await letThrough('0000', 'torn');
    await managerAsked().getByText('Tries left: 4.').waitFor();
    await page().keyboard.press('Escape');
    await managerAsked().waitFor({ state: 'hidden' });
    await dialog.getByText('You do not have the right to do this here').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'How many?' }).inputValue()).toBe('2');
    await dialog.getByRole('button', { name: 'Write it down' }).click();
    await letThrough('2468', 'Box torn, seen by me');
    await dialog.waitFor({ state: 'hidden' });
    await soon(async () => expect(await levelShown(page(), london)).toBe(article.level - 2));
  });

  test('the clerk still sits there; the ledger shows both, and the centre knows both and the reason', async () => {
    expect(await person()).toContain(demoPeople.clara);
    await goTo(page(), '/sync');
    const ledger = page().getByRole('grid', { name: 'Sync' });
    const both = `${demoPeople.maya} for ${demoPeople.clara}`;
    await soon(async () => expect((await listed(ledger)).slice(0, 2).map(({ By }) => By)).toEqual([both, both]));
    await row(ledger, both).first().click();
    await page().getByText(`${both}: Box torn, seen by me`).waitFor();
    seat.line.restore();
    await soon(async () =>
      expect(
        await shop.rows(
          `SELECT u.name AS who, c.name AS "for", a.override_reason AS why FROM audit a JOIN "user" u ON u.id = a.actor
           JOIN "user" c ON c.id = a.override_for ORDER BY a.seq`,
        ),
      ).toEqual(
        ['Customer shows the parcel', 'Box torn, seen by me'].map((why) => ({
          who: demoPeople.maya,
          for: demoPeople.clara,
          why,
        })),
      ),
    );
    const [arrived] = await shop.rows('SELECT state FROM "order" WHERE id = ?', order.id);
    expect(arrived).toEqual({ state: 'delivered' });
    await takeOver('maya', '2468');
  });
});

test('five wrong PINs, and only the password helps', async () => {
  await lockByKeys();
  for (let left = 4; left > 0; left -= 1) {
    await enterPin('0000');
    await main().getByText(`Tries left: ${left}.`).waitFor();
  }
  await enterPin('0000');
  await main().getByText('The PIN no longer works').waitFor();
  await page().getByRole('textbox', { name: 'Password' }).fill('maya-demo');
  await page().getByRole('button', { name: 'Unlock' }).click();
  await rail().waitFor();
});

test('a desk that nobody touches locks itself after the time that its administrator has set, whatever waits', async () => {
  await lockByKeys();
  await page().getByRole('button', { name: 'Somebody else' }).click();
  await page().getByRole('region', { name: 'Try it as' }).getByText(demoPeople.anna, { exact: true }).click();
  await rail().waitFor();
  await menu().click();
  await page().getByRole('radiogroup', { name: 'Lock after minutes without a touch' }).getByText('5').click();
  await page().keyboard.press('Escape');
  const settings = () => page().evaluate(() => window.backroom!.call('settings.get', null));
  await soon(async () => expect(await settings()).toMatchObject({ lockAfter: 300 }));
  // The screen offers minutes; seconds make the test short.
  await page().evaluate(() => window.backroom!.call('settings.set', { lockAfter: 3 }));
  for (let n = 0; n < 8; n += 1) {
    await page().mouse.move(200 + n * 10, 300);
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  expect(await rail().count()).toBe(1);
  await locked().waitFor({ timeout: 8000 });
  await main().getByText(demoPeople.anna).waitFor();
  expect(await rail().count()).toBe(0);
});
