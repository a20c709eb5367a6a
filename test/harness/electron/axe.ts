import { readFileSync } from 'node:fs';
import type * as Axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Rules whose outcome depends on colours. */
const colours = ['color-contrast', 'link-in-text-block'];

/**
 * What an assistive technology would trip over on the page as it is now, one line a finding; empty is well.
 * `colours` looks at nothing else: enough for a page that was looked at in another theme before.
 */
export async function findBarriers(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  // Evaluated by the debugger, so the page's policy against foreign script stays as it is.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(
    async (rules) => {
      const { axe } = globalThis as unknown as { axe: typeof Axe };
      const { violations } = await axe.run(document, {
        resultTypes: ['violations'],
        // Fetching media and style sheets for itself is what the page may not do, and no rule here needs it.
        preload: false,
        ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
      });
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 140)}`).join(' | ')}`,
      );
    },
    what === 'colours' ? colours : null,
  );
}
