import type { Page } from 'playwright-core';
import { goTo } from './person';
import { scan } from './scanner';
import type { DemoShop } from './demo-shop';

/** An order that a person enters: the store, who it is for (searched for among the customers), and the codes that are scanned. */
export interface EnteredOrder {
  readonly store: 'London' | 'Berlin';
  /** The customer's number, such as `C-17460`; else a name without a customer record. */
  readonly customer: string;
  readonly codes: readonly string[];
}

/** Scans articles into the open order entry, one after the other, each until it stands there. */
export async function scanIn(page: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await scan(page, code);
    await page.getByRole('status').filter({ hasText: code }).waitFor();
  }
}

/** Chooses who the order is for. */
export async function chooseCustomer(page: Page, customer: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Find customer' }).fill(customer);
  const guest = page.getByRole('option', { name: `Use “${customer}” without a customer record` });
  const found = page
    .getByRole('option')
    .filter({ hasText: customer })
    .filter({ hasNotText: 'without a customer record' })
    .first();
  await (/^C-/.test(customer) ? found : guest).click();
}

/** Enters and places an order. Returns its reference, as the desk says it. */
export async function placeOrder(page: Page, { store, customer, codes }: EnteredOrder): Promise<string> {
  await goTo(page, '/sales/order/new');
  const field = page.getByRole('combobox', { name: 'Store', exact: true });
  await field.click();
  await page.getByRole('option', { name: store, exact: true }).click();
  await scanIn(page, codes);
  await chooseCustomer(page, customer);
  await page.getByRole('button', { name: 'Place order' }).click();
  const said = await page.getByRole('alert').filter({ hasText: 'is placed' }).innerText();
  const reference = /Order (\S+) is placed/.exec(said)?.[1];
  if (!reference) throw new Error(`No reference in “${said}”`);
  await page.getByRole('heading', { name: reference, level: 1 }).waitFor();
  return reference;
}

/** Ships what is open of the order on the screen; `amounts` says how much of which article, everything when not given. */
export async function ship(page: Page, amounts: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.getByRole('button', { name: 'Ship', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Ship / });
  for (const [article, amount] of Object.entries(amounts)) {
    await dialog.getByRole('textbox', { name: `Into this parcel: ${article}` }).fill(amount);
  }
  await dialog.getByRole('button', { name: 'Ship', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** An article that the London stock room has plenty of, as the centre keeps it; `price` in minor units. */
export interface Article {
  readonly code: string;
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly price: number;
}

/** Two taxed articles with a name of their own. */
export async function articlesOf(shop: DemoShop): Promise<Article[]> {
  const found = await shop.rows(
    `SELECT b.code, v.id, v.sku, json_extract(v.name, '$.en') AS name, v.price FROM barcode b
     JOIN variant v ON v.id = b.variantId JOIN product p ON p.id = v.productId JOIN taxRate t ON t.id = p.taxRateId
     JOIN stockLevel s ON s.variantId = v.id AND s.warehouseId = 'warehouse-london'
     WHERE b.symbology = 'ean13' AND s.quantity >= 10000 AND t.rate > 0
       AND (SELECT COUNT(*) FROM variant w WHERE w.name = v.name) = 1 ORDER BY v.sku LIMIT 2`,
  );
  return found as unknown as Article[]; // the columns of the query
}

/** `£12.50` */
export const pounds = (minor: number) => `£${(minor / 100).toFixed(2)}`;
