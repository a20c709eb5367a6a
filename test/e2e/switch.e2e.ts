import type { Page } from 'playwright-core';
import type {} from '../../renderer/bridge/bridge';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, demoPeople, goTo, soon } from '../harness/electron/person';

/** A desk that several people share: it locks itself, each comes back by PIN, and what each does is his own. */
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
  await lockByKeys();
  await page().getByRole('region', { name: 'Or come in as' }).getByText(demoPeople.maya, { exact: true }).click();
  await enterPin('2468');
  await rail().waitFor();
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
