import type { Locator, Page } from 'playwright-core';
import { goTo, row } from './person';

/** A change of stock as a person writes it down. `reason` and `warehouse` in the words of the screen. */
export interface WrittenDown {
  readonly variantId: string;
  readonly warehouse: string;
  readonly reason: 'Received' | 'Returned' | 'Found' | 'Damaged' | 'Lost';
  readonly amount: string;
}

/** The row of a warehouse on an article's page: its level, and one fewer and one more. */
export const levelRow = (page: Page, warehouse: string): Locator =>
  row(page.getByRole('table', { name: 'Stock', exact: true }), warehouse);

/** What an article's page, open now, says of its stock in a warehouse. */
export async function levelShown(page: Page, warehouse: string): Promise<number> {
  const text = await levelRow(page, warehouse).getByRole('cell').nth(1).innerText();
  return Number(text.replace(/[^\d.-]/g, ''));
}

/** Opens the article's page and waits for its stock, which leads to its levels: another article may have stood there before. */
export async function openArticle(page: Page, variantId: string): Promise<void> {
  await goTo(page, `/catalog/variant/${variantId}`);
  const stock = page.getByRole('table', { name: 'Stock', exact: true });
  await stock.locator(`a[href$="${variantId}"]`).first().waitFor();
}

/** Writes a change of stock down on the article's page, and stays there. */
export async function adjust(page: Page, { variantId, warehouse, reason, amount }: WrittenDown): Promise<void> {
  await openArticle(page, variantId);
  await page.getByRole('button', { name: 'Adjust stock' }).click();
  const dialog = page.getByRole('dialog', { name: /^Stock of/ });
  const field = dialog.getByRole('combobox', { name: 'Warehouse' });
  // Whoever works in one warehouse is not asked which.
  if (await field.count()) {
    await field.click();
    await page.getByRole('option', { name: warehouse }).click();
  }
  await dialog.getByText(reason, { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'How many?' }).fill(amount);
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await dialog.waitFor({ state: 'hidden' });
}
