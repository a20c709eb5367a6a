import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';

const grid = (page) => page.getByRole('grid', { name: 'Things' });
const rowNumber = (page) =>
  page.evaluate(() =>
    document
      .getElementById(document.querySelector('[role=grid]').getAttribute('aria-activedescendant'))
      ?.closest('[role=row]')
      ?.getAttribute('aria-rowindex'),
  );
const selected = (page) => page.locator('[role=row][aria-selected=true]').count();
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

const sound = async ({ page, complaints }, what) => {
  await page.waitForTimeout(250);
  assert.deepEqual(complaints, [], what);
  // What floats hangs at the end of the page, outside its landmarks; it is reached through what opened it.
  const { violations } = await new AxeBuilder({ page }).disableRules('region').analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0].failureSummary} ${nodes[0].html.slice(0, 2000)}`),
    [],
    what,
  );
};

/** What must work with the keyboard alone. Each gets a function that opens a scene. */
export const behaviours = {
  'the cursor walks, pages and stays in sight': async (open) => {
    const { page } = await open('list');
    assert.equal(await rowNumber(page), '2');
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp');
    assert.equal(await rowNumber(page), '3');
    await press(page, 'PageDown', 'PageDown', 'PageDown');
    const lit = page.locator('[role=row][data-cursor]');
    const [row, frame] = [await lit.boundingBox(), await grid(page).boundingBox()];
    assert.ok(row.y >= frame.y + 32 && row.y + row.height <= frame.y + frame.height + 1, 'the row is seen');
    await press(page, 'Home');
    assert.equal(await rowNumber(page), '2');
  },
  'x, Shift with arrows and Ctrl+A select, Escape clears': async (open) => {
    const { page } = await open('list');
    await press(page, 'x');
    assert.equal(await selected(page), 1);
    await page.getByRole('region', { name: 'Actions for the selection' }).waitFor();
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
    assert.equal(await selected(page), 3);
    await press(page, 'Shift+ArrowUp');
    assert.equal(await selected(page), 2);
    await press(page, 'Control+a');
    assert.ok((await page.getByText(/^\d+ selected$/).textContent()) !== '2 selected');
    await press(page, 'Escape');
    assert.equal(await selected(page), 0);
  },
  'Enter opens beside the list, Space looks, the cursor keeps its row': async (open) => {
    const { page } = await open('list');
    await press(page, 'ArrowDown', ' ');
    assert.equal(await page.getByTestId('looked').textContent(), '204317');
    await press(page, 'Enter');
    await page.getByRole('region', { name: 'Open thing' }).waitFor();
    assert.equal(await rowNumber(page), '3');
    assert.equal(await page.locator('[role=row][aria-current]').getAttribute('aria-rowindex'), '3');
  },
  'the head is reached from the first row and sorts': async (open) => {
    const { page } = await open('list');
    const head = page.getByRole('columnheader', { name: 'Number' });
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    await press(page, 'ArrowUp', 'Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    const before = (await head.boundingBox()).width;
    await press(page, 'Alt+ArrowRight');
    assert.equal(Math.round((await head.boundingBox()).width - before), 16);
  },
  'a narrow window shows the record in front, and the list keeps its place behind it': async (open) => {
    const { page } = await open('list');
    await page.setViewportSize({ width: 1000, height: 700 });
    await press(page, 'PageDown', 'PageDown', 'Enter');
    await page.getByRole('region', { name: 'Open thing' }).waitFor();
    const before = await page.evaluate(() => document.querySelector('[role=grid]').scrollTop);
    assert.ok(before > 0);
    assert.equal(await grid(page).isVisible(), false);
    await page.getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.evaluate(() => document.querySelector('[role=grid]').scrollTop), before);
  },
  '200,000 rows page by page: everything is reached, little is drawn, nothing stalls': async (open) => {
    const { page } = await open('list-many');
    assert.equal(await grid(page).getAttribute('aria-rowcount'), '200001');
    const figures = await page.evaluate(async () => {
      const view = document.querySelector('[role=grid]');
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const gaps = [];
      let most = 0;
      let last = performance.now();
      const until = last + 120_000;
      while (last < until) {
        view.scrollTop += 9_000;
        await frame();
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        most = Math.max(most, view.querySelectorAll('[role=row]').length);
        const end = view.querySelector('[aria-rowindex="200001"]');
        if (end) break;
      }
      gaps.sort((a, b) => a - b);
      return {
        most,
        frames: gaps.length,
        p95: gaps[Math.floor(gaps.length * 0.95)],
        top: view.scrollTop,
        end: view.querySelector('[aria-rowindex="200001"]') !== null,
      };
    });
    console.log(
      `200,000 rows: ${figures.frames} frames, p95 ${figures.p95.toFixed(1)} ms, at most ${figures.most} rows drawn`,
    );
    assert.ok(figures.end, `the last row was reached (${figures.top})`);
    assert.ok(figures.most < 80, `${figures.most} rows drawn`);
    await grid(page).focus();
    await press(page, 'End', 'ArrowUp');
    assert.equal(await rowNumber(page), '200000');
    await press(page, 'Home');
    await page.waitForTimeout(300);
    assert.equal(await rowNumber(page), '2');
  },
  'tabs move with the arrows': async (open) => {
    const { page } = await open('list');
    await page.getByRole('tab', { name: 'All' }).focus();
    await press(page, 'ArrowRight');
    assert.equal(await page.getByRole('tab', { name: /Open/ }).getAttribute('aria-selected'), 'true');
    await press(page, 'ArrowLeft', 'ArrowLeft');
    assert.equal(await page.getByRole('tab', { name: 'Late' }).getAttribute('aria-selected'), 'true');
  },
  'the palette has the keyboard, walks over groups and runs what is lit': async (open) => {
    const { page } = await open('dialogs');
    await press(page, 'ArrowDown', 'ArrowDown', 'Enter');
    assert.equal(await page.getByTestId('ran').textContent(), 'new');
    await press(page, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter');
    assert.equal(await page.getByTestId('ran').textContent(), 'thing-4');
    await page.keyboard.type('zzz');
    await page.getByText('Nothing fits').waitFor();
  },
  'the preview runs no script of its picture': async (open) => {
    const { page } = await open('dialogs-print');
    await page.getByRole('img', { name: 'Label for made-up thing' }).waitFor();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
  },
  'what opens on request keeps the policy and the rules of axe': async (open) => {
    const list = await open('list-open');
    await list.page.getByRole('button', { name: /^State/ }).click();
    await list.page.getByRole('checkbox', { name: 'Done' }).waitFor();
    await sound(list, 'filter');
    await press(list.page, 'Escape');
    await list.page.getByRole('button', { name: 'Second area' }).click();
    await list.page.getByRole('menuitem', { name: 'Pack' }).waitFor();
    await sound(list, 'folded area');
    await press(list.page, 'Escape');
    await list.page.getByRole('button', { name: 'Unfold navigation' }).hover();
    await list.page.getByRole('tooltip').waitFor();
    await sound(list, 'tooltip');
    const print = await open('dialogs-print');
    await print.page.getByRole('combobox', { name: 'Printer' }).click();
    await print.page.getByRole('option', { name: 'Back room' }).waitFor();
    await sound(print, 'choice');
  },
  'the first stop of Tab skips to the content': async (open) => {
    const { page } = await open('record');
    await press(page, 'Tab', 'Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
  },
  'at 200 % nothing scrolls sideways': async (open) => {
    for (const scene of ['list', 'record', 'work']) {
      const { page } = await open(scene);
      await page.setViewportSize({ width: 720, height: 450 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, scene);
    }
  },
};
