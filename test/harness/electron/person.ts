import type { Locator, Page } from 'playwright-core';

/** What a person at a desk does and sees, by the words on the screen. */

export const demoPeople = {
  clara: 'Clara Jones',
  william: 'William Baker',
  maya: 'Maya Patel',
  anna: 'Anna Schmidt',
} as const;
export type DemoName = keyof typeof demoPeople;

/** Looks until it is so; fails with the last look after `ms`. */
export async function soon<T>(look: () => Promise<T> | T, ms = 20_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Presses the card of a demo person and waits until everything that he may see is here. */
export async function signIn(page: Page, name: DemoName): Promise<void> {
  await page
    .getByRole('region', { name: /^(Try it as|Ausprobieren als)$/ })
    .getByText(demoPeople[name], { exact: true })
    .click({ timeout: 30_000 });
  await page.getByRole('button', { name: /^(Up to date|Aktuell)$/ }).waitFor({ timeout: 60_000 });
}

/** Types name and password, and presses the button. */
export async function typeSignIn(page: Page, userName: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(userName);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /: settings and sign out$/ }).click();
  await page.getByRole('button', { name: 'Sign out or switch person' }).click();
  await page.getByRole('heading', { name: 'Who is working here?' }).waitFor();
}

/** Goes to an address of the product, such as `/sales/order`. Resolves at once: what was there may still be seen for a moment. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), path);
}

/** The address that the window shows, without what stands before it. */
export const address = (page: Page): Promise<string> => page.evaluate(() => location.hash.slice(1));

/** The sync badge, whatever it says. */
export const badge = (page: Page): Locator => page.getByRole('banner').locator('button[data-state]');

/** Waits until the badge says it. */
export const badgeSays = (page: Page, words: string | RegExp, ms = 15_000): Promise<void> =>
  badge(page).filter({ hasText: words }).waitFor({ timeout: ms });

/** The rows of a grid or table that hold the text. */
export const row = (page: Page | Locator, text: string | RegExp): Locator =>
  page.getByRole('row').filter({ hasText: text });

/** What a grid or table says, row by row, cell by cell, without its head. */
export function cells(table: Locator): Promise<string[][]> {
  return table.evaluate((element) => {
    const all = [...element.querySelectorAll<HTMLElement>('[role=row], tr')];
    const rows = all.filter((one) => !one.querySelector('[role=columnheader]') && !one.closest('thead'));
    const texts = rows.map((one) =>
      [...one.querySelectorAll<HTMLElement>('[role=gridcell], td, th[scope=row]')].map((cell) => cell.innerText.trim()),
    );
    return texts.filter((one) => one.length > 0);
  });
}

/** What a grid says, row by row, each cell under the title of its column; the order of columns is the product's own business. */
export function listed(grid: Locator): Promise<Record<string, string>[]> {
  return grid.evaluate((element) => {
    const texts = (row: Element | undefined) =>
      [...(row?.querySelectorAll<HTMLElement>('[role=columnheader], [role=gridcell]') ?? [])].map((cell) =>
        cell.innerText.trim(),
      );
    const [head, ...rows] = element.querySelectorAll('[role=row]');
    const titles = texts(head);
    return rows.map((row) => Object.fromEntries(texts(row).map((text, at) => [titles[at] ?? '', text])));
  });
}
