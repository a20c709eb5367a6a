/**
 * Builds the gallery, takes a picture of every scene (test/results/gallery), checks each with axe and for breaches of
 * the content security policy, then drives the grid, the tabs and the palette by keyboard.
 * Run: node test/gallery/look.mjs [part of a scene's name]; the browser is $GALLERY_BROWSER or /usr/bin/chromium.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { behaviours } from './behaviours.mjs';

const here = import.meta.dirname;
const folder = join(here, '../../.cache/gallery');
const pictures = join(here, '../results/gallery');
const wanted = process.argv[2] ?? '';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const SHOTS = [
  'list',
  'list-open',
  'list-selected',
  'list-empty',
  'list-nomatch',
  'list-loading',
  'list-error',
  'record',
  'parts',
  'dialogs',
  'dialogs-nothing',
  'dialogs-busy',
  'dialogs-print',
  'dialogs-drawing',
  'work',
];

let passed = 0;
let failed = 0;
const check = (name, problem) => {
  if (problem) console.error(`FAIL ${name}: ${problem}`);
  problem ? (failed += 1) : (passed += 1);
};

function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const file = path === '/' ? 'index.html' : path;
    readFile(join(folder, file)).then(
      (body) => response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function axeProblems(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .map(
      ({ id, nodes }) =>
        `${id} ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.failureSummary ?? ''}`).join('\n    ')}`,
    )
    .join('\n  ');
}

await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'error' });
await mkdir(pictures, { recursive: true });
const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.GALLERY_BROWSER ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });

async function open(scene, query = '') {
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const [name, variant = ''] = scene.split('-');
  await page.goto(`${origin}/?scene=${name}&variant=${variant}${query}`);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(350);
  return { page, complaints };
}

for (const scene of SHOTS.filter((name) => name.includes(wanted))) {
  for (const look of ['light', 'dark', ...(scene === 'list' ? ['compact'] : [])]) {
    const query = look === 'compact' ? '&density=compact' : `&scheme=${look}`;
    const { page, complaints } = await open(scene, query);
    await page.screenshot({ path: join(pictures, `${scene}-${look}.png`) });
    check(`${scene} ${look} axe`, await axeProblems(page));
    check(`${scene} ${look} console`, complaints.join('\n  '));
    await page.close();
  }
}
if (wanted === '' || wanted.startsWith('behaviour')) {
  for (const [name, run] of Object.entries(behaviours)) {
    if (!name.includes(wanted.split(':')[1] ?? '')) continue;
    try {
      await run(open);
      check(name);
    } catch (error) {
      check(name, error.message);
    }
  }
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
