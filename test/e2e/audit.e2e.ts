import { hostname } from 'node:os';
import type {} from '../../renderer/bridge/bridge';
import { DemoShop, type Seat } from '../harness/electron/demo-shop';
import { address, badgeSays, goTo, listed, row, signIn, signOut, soon } from '../harness/electron/person';

/** Who did what, read by whoever may: per record, per person, and whether anybody has changed it since. */
let shop: DemoShop;
let seat: Seat;
let orderPath: string;
const customerPath = '/customers/customer/customer-17460';
const page = () => seat.page;
const grid = () => page().getByRole('grid', { name: 'Audit log' });
const entry = () => page().getByRole('region', { name: 'Entry', exact: true });
const verdict = () => page().getByRole('region', { name: 'Is the log whole?' });
const toLog = () => page().getByRole('link', { name: 'Audit log of this record' });

beforeAll(async () => {
  shop = await DemoShop.open();
  const london = `SELECT id FROM "order" WHERE storeId = 'store-london' AND state = 'confirmed' LIMIT 1`;
  orderPath = `/sales/order/${String((await shop.rows(london))[0]!['id'])}`;
  seat = await shop.desk('clara');
});
afterAll(() => shop.close());

test('whoever has not the right is shown no way to it, and is refused past the screen', async () => {
  await goTo(page(), orderPath);
  await page().getByRole('textbox', { name: 'Add comment' }).fill('Gift: no invoice in the parcel');
  await page().getByRole('button', { name: 'Add comment' }).click();
  expect(await toLog().count()).toBe(0);
  await goTo(page(), customerPath);
  const customer = page().getByRole('region', { name: 'Customer', exact: true });
  await customer.getByRole('button', { name: 'Edit' }).click();
  await page().getByRole('textbox', { name: 'Phone' }).fill('020 7946 0999');
  await page().getByRole('button', { name: 'Save' }).click();
  await soon(async () => {
    const rows = await shop.rows(`SELECT verb FROM audit WHERE actor = 'user-clara' AND uid IS NOT NULL`);
    expect(rows).toHaveLength(2);
  });
  await goTo(page(), '/administration/audit');
  await page().getByText('You may not see this page').waitFor();
  const asked = { about: null, persons: [], verbs: [], from: null, to: null, after: null, limit: 10, check: false };
  const code = await page().evaluate(
    (query) =>
      window.backroom!.call('audit.read', query).then(
        () => 'told',
        (problem: { code: string }) => problem.code,
      ),
    asked,
  );
  expect(code).toBe('forbidden');
});

test('what a person did stands in the audit log of the record, with what changed', async () => {
  await signOut(page());
  await signIn(page(), 'maya');
  await goTo(page(), orderPath);
  await toLog().click();
  await row(grid(), 'Comment added').waitFor();
  const said = { What: 'Comment added', About: expect.stringMatching(/^LON-/), Person: 'Clara Jones' };
  await soon(async () => expect(await listed(grid())).toMatchObject([{ ...said, Desk: hostname() }]));
  await row(grid(), 'Comment added').click();
  await entry().getByText('Gift: no invoice in the parcel').first().waitFor();
  await goTo(page(), customerPath);
  await toLog().click();
  await row(grid(), 'Customer changed').click();
  await entry().getByText('020 7946 0999').waitFor();
  await verdict().getByText('Nothing was changed').waitFor();
});

test('and in that of the person, which can be narrowed', async () => {
  await goTo(page(), '/staff/user/user-clara');
  const deeds = page().getByRole('region', { name: 'What this person did' });
  await deeds.getByText('Customer changed').waitFor();
  await deeds.getByRole('link', { name: 'Everything this person did' }).click();
  await row(grid(), 'Comment added').waitFor();
  await soon(async () => {
    const all = await listed(grid());
    expect(new Set(all.map(({ Person }) => Person))).toEqual(new Set(['Clara Jones']));
    expect(all.map(({ What }) => What).slice(0, 2)).toEqual(['Customer changed', 'Comment added']);
  });
  await page().getByRole('button', { name: 'What', exact: true }).click();
  await page().getByRole('checkbox', { name: 'Comment added' }).click();
  await row(grid(), 'Customer changed').waitFor({ state: 'detached' });
  expect((await listed(grid())).map(({ What }) => What)).toEqual(['Comment added']);
  expect(await address(page())).toContain('f.verb=order.comment');
});

test('without the line the screen says where the log is, and shows it again when the line is back', async () => {
  seat.line.cut();
  await badgeSays(page(), /offline/i);
  await goTo(page(), '/administration/audit?f.actor=user-maya');
  await page().getByText('The audit log is kept at the centre').waitFor();
  seat.line.restore();
  await row(grid(), 'Signed in').waitFor();
});

test('a log that somebody changed past the product says so, and where', async () => {
  await goTo(page(), '/administration/audit');
  await verdict().getByText('Nothing was changed').waitFor();
  const [mine] = await shop.rows(
    `SELECT chain, seq FROM audit WHERE actor = 'user-clara' AND verb LIKE 'order.comment%'`,
  );
  const change = (actor: string) =>
    shop.tamper('UPDATE audit SET actor = ? WHERE chain = ? AND seq = ?', actor, mine!['chain']!, mine!['seq']!);
  await change('user-william');
  await verdict().getByRole('button', { name: 'Check again' }).click();
  await verdict().getByText('The log was changed').waitFor();
  await verdict()
    .getByText(`entry ${String(mine!['seq'])}: is not as it was written`)
    .waitFor();
  await change('user-clara');
  await verdict().getByRole('button', { name: 'Check again' }).click();
  await verdict().getByText('Nothing was changed').waitFor();
});
