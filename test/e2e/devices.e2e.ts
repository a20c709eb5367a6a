import type {} from '../../renderer/bridge/bridge';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { badgeSays, goTo, row, soon } from '../harness/electron/person';

/** The shop's machines: listed, named, and taken out of service. */
let shop: DemoShop;
let office: Seat;
let lost: Seat;

beforeAll(async () => {
  shop = await DemoShop.open();
  office = await shop.desk('anna');
  lost = await shop.desk('maya');
});
afterAll(() => shop.close());

test('an administrator sees the desks of the shop and calls them as people do', async () => {
  const { page } = office;
  await goTo(page, '/administration/desk');
  await row(page.getByRole('grid'), /^2/).click();
  const name = page.getByRole('article').getByRole('textbox', { name: 'Name' });
  await name.fill('Counter by the door');
  await page.getByRole('button', { name: 'Rename' }).click();
  await row(page.getByRole('grid'), 'Counter by the door').waitFor();
  await badgeSays(page, 'Up to date');
  await soon(async () => {
    const rows = await shop.rows('SELECT name FROM "desk" WHERE number = 2');
    expect(rows).toEqual([{ name: 'Counter by the door' }]);
  });
});

test('a desk that is taken out of service empties itself, says so in words, and keeps what it had not sent', async () => {
  const { page } = lost;
  await goTo(page, '/catalog/variant');
  await page.getByRole('grid').waitFor();
  await page.evaluate(() => window.localStorage.setItem('draft', 'of a customer'));
  lost.line.cut();
  await badgeSays(page, /offline/i);
  const [order] = await shop.rows('SELECT id FROM "order" ORDER BY id LIMIT 1');
  await page.evaluate(
    (orderId) =>
      window.backroom!.mutate({ uid: crypto.randomUUID(), name: 'order.comment', args: { orderId, text: 'not sent' } }),
    String(order?.['id']),
  );
  await office.page.getByRole('button', { name: 'Take out of service' }).click();
  await office.page.getByRole('dialog').getByRole('button', { name: 'Take out of service' }).click();
  await soon(async () =>
    expect(await shop.rows('SELECT number FROM device WHERE revoked_at > 0')).toEqual([{ number: 2 }]),
  );
  lost.line.restore();
  await page.getByRole('heading', { name: 'This desk is out of service' }).waitFor({ timeout: 30_000 });
  const says = await page.getByRole('status').innerText();
  expect(says).toContain('Backroom took this machine out of service');
  expect(says).toContain('1 change has not gone through');
  expect(await page.getByRole('grid').count()).toBe(0);
  await soon(async () => expect(await page.evaluate(() => window.localStorage.getItem('draft'))).toBeNull());
  const read = await page.evaluate(() =>
    window.backroom!.read({ entity: 'variant' }).then(
      () => 'read',
      ({ code }: { code: string }) => code,
    ),
  );
  expect(read).toBe('unauthenticated');
});
