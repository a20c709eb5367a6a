import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Bridge } from '../../shared/protocol/bridge';
import { startCentre, type Centre } from '../harness/centre';
import { openDesk, type Desk } from '../harness/electron/desk';
import { openPackedDesk, packApp } from '../harness/electron/packed-desk';
import { scan } from '../harness/electron/scanner';
import { against, percentile, type Figure } from './figure';
import { inFolder } from './in-folder';

const RUNS = 20;

/** Proportional set size of a process and all its children, MB: shared pages are counted once. */
function memoryOf(pid: number): number {
  const parents = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1];
      return [[Number(name), Number(parent)] as const];
    } catch {
      return []; // it has ended meanwhile
    }
  });
  const family = new Set([pid]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  const kilobytes = [...family].map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds from a change of address to the frame after the first row of data is there. */
function listToPaint(page: Page, address: string): Promise<number> {
  return page.evaluate(async (hash) => {
    location.hash = '#/nowhere';
    await new Promise((resolve) => setTimeout(resolve, 200));
    const start = performance.now();
    location.hash = hash;
    while (!document.querySelectorAll('[role=grid] [role=row]')[3]?.textContent?.trim()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (performance.now() - start > 20_000) throw new Error(`no rows at ${hash}`);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  }, address);
}

/** Milliseconds from the Enter that ends a scan to the frame with the article's number beside a heading. */
async function scanToPaint(page: Page, { code, sku }: { code: string; sku: string }): Promise<number> {
  const painted = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let start = 0;
        const isShown = () =>
          [...document.querySelectorAll('h1')].some((head) => head.parentElement?.textContent?.includes(wanted));
        const onKey = (event: KeyboardEvent) => {
          // Going down, Enter is taken by whoever listens for scans; its coming up follows at once and is heard by all.
          if (event.key === 'Enter') start ||= performance.now();
        };
        const look = () => {
          if (start === 0 || !isShown()) return void requestAnimationFrame(look);
          removeEventListener('keyup', onKey, true);
          requestAnimationFrame(() => resolve(performance.now() - start));
        };
        addEventListener('keyup', onKey, true);
        requestAnimationFrame(look);
      }),
    sku,
  );
  await rest(100);
  await scan(page, code);
  return painted;
}

async function signedIn(desk: Desk): Promise<Page> {
  await desk.page.getByText('Maya Patel').click();
  await desk.page.getByText('Up to date').waitFor({ timeout: 900_000 });
  return desk.page;
}

interface Paints {
  readonly list: number[];
  readonly scan: number[];
}

async function paints(folder: string, variants: number): Promise<Paints> {
  const centre: Centre = await startCentre({
    dataDir: join(folder, `centre-${variants}`),
    demo: true,
    args: ['--variants', String(variants)],
  });
  const desk = await openDesk({ api: centre.url, dataDir: join(folder, `desk-${variants}`) });
  try {
    const page = await signedIn(desk);
    const list: number[] = [];
    const scans: number[] = [];
    for (let run = -2; run < RUNS; run++) {
      const took = await listToPaint(page, '#/catalog/variant');
      if (run >= 0) list.push(took);
    }
    const skus = await page.evaluate(async () => {
      const { rows } = await (window as unknown as { backroom: Bridge }).backroom.read({
        entity: 'barcode',
        where: [{ field: 'symbology', op: 'eq', value: 'ean13' }],
        limit: 100,
      });
      return rows.map((row) => ({ code: String(row['code']), sku: String(row['variantId']).replace('variant-', '') }));
    });
    for (const { code, sku } of skus.slice(0, RUNS)) {
      scans.push(await scanToPaint(page, { code, sku }));
      await rest(150);
    }
    return { list, scan: scans };
  } finally {
    await desk.close();
    await centre.stop();
  }
}

/** A window with a static page and nothing else, in the Electron that the product runs in. */
function bareApp(folder: string): string {
  const app = join(folder, 'bare');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"name":"bare","version":"1.0.0","main":"main.js"}');
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>Bare</title><h1>Bare window</h1>');
  writeFileSync(
    join(app, 'main.js'),
    "const { app, BrowserWindow } = require('electron');\napp.whenReady().then(() => new BrowserWindow({ width: 1360, height: 860 }).loadFile('index.html'));\n",
  );
  return app;
}

interface Standing {
  readonly start: number;
  readonly memory: number;
}

async function bare(folder: string): Promise<Standing> {
  const start = performance.now();
  const desk = await openDesk({ api: '', dataDir: join(folder, 'bare-data'), appDir: bareApp(folder) });
  await desk.page.getByText('Bare window').waitFor();
  const took = performance.now() - start;
  await rest(4000);
  const memory = memoryOf(desk.app.process().pid ?? 0);
  await desk.close();
  return { start: took, memory };
}

async function packed(folder: string): Promise<Standing> {
  const program = await packApp();
  const centre = await startCentre({ dataDir: join(folder, 'centre-packed'), demo: true });
  const dataDir = join(folder, 'desk-packed');
  const first = await openPackedDesk(program, { api: centre.url, dataDir });
  await first.page.getByText('Maya Patel').waitFor({ timeout: 60_000 });
  await first.close();
  const start = performance.now();
  const desk = await openPackedDesk(program, { api: centre.url, dataDir });
  await desk.page.getByText('Maya Patel').waitFor({ timeout: 60_000 });
  const took = performance.now() - start;
  await desk.page.getByText('Maya Patel').click();
  await desk.page.getByText('Up to date').waitFor({ timeout: 120_000 });
  await rest(8000);
  const memory = memoryOf(desk.pid);
  await desk.close();
  await centre.stop();
  return { start: took, memory };
}

/** The desk as people feel it, in the real Electron: paint at two sizes, start and memory beside a bare window. */
export async function desk(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const window = await bare(folder);
    const product = await packed(folder);
    const few = await paints(folder, 10_000);
    const many = await paints(folder, 200_000);
    const grown = (name: string, pick: (one: Paints) => number[], share: number) => {
      const reference = { name: 'at 10,000', value: percentile(pick(few), share) };
      return against(
        { name: `${name}, 200,000 variants, p${share * 100}`, value: percentile(pick(many), share), unit: 'ms' },
        { reference, most: 1.5 },
      );
    };
    return [
      against(
        { name: 'packed app, start to sign-in', value: product.start, unit: 'ms' },
        { reference: { name: 'bare window', value: window.start }, most: 2 },
      ),
      against(
        { name: 'packed app, memory idle with the demo shop', value: product.memory, unit: 'MB' },
        { reference: { name: 'bare window', value: window.memory }, most: 2 },
      ),
      grown('list open to paint', ({ list }) => list, 0.95),
      grown('scan to paint', ({ scan }) => scan, 0.95),
    ];
  });
}
