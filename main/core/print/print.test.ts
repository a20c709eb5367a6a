import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres } from '../../../test/harness/test-centre';

const centres = new TestCentres();
let desk: CoreDesk;

/** A printer: takes bytes, keeps them a job each. */
class Printer {
  readonly jobs: Buffer[] = [];
  private server!: Server;
  port = 0;

  async on(port = 0): Promise<this> {
    this.server = createServer((socket) => {
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('end', () => this.jobs.push(Buffer.concat(chunks)));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }
  off(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const barcode = (id: string, code: string, symbology: string, packQuantity = 1000) => ({
  id,
  variantId: 'red',
  code,
  symbology,
  packQuantity,
});

beforeAll(async () => {
  const centre = await centres.open('SQLite');
  desk = await CoreDesk.open(centre.url);
  await desk.signIn('manager');
  await desk.quiet();
  await desk.act('barcode.create', barcode('b1', 'CARTON-7', 'code128', 12_000));
  await desk.act('barcode.create', barcode('b2', '4006381333931', 'ean13'));
  await desk.core.call('settings.set', { language: 'de' });
});
afterAll(async () => {
  await desk.close();
  await centres.close();
});

const label = { designId: 'builtIn.product', variantId: 'red', barcode: null };
const printerOn = (port: number) => ({ id: 'p1', name: 'Counter', host: '127.0.0.1', port, dpi: 203 as const });
const job = async (id: string) => (await desk.core.call('print.jobs', { limit: 50 })).find((one) => one.id === id);
const print = (id: string, copies = 1) => desk.core.call('print.enqueue', { ...label, id, printerId: 'p1', copies });

test('a preview shows name, price in the language of the desk, SKU and the best code', async () => {
  const { svg, width, height, warnings } = await desk.core.call('label.preview', label);
  expect({ width, height, warnings }).toEqual({ width: 57, height: 32, warnings: [] });
  expect(svg).toContain('Mug red');
  expect(svg.replace(/\s/g, ' ')).toContain('11,90 €');
  expect(svg).toMatch(/400638\s?1333931|4006381333931|>4</);
  const chosen = await desk.core.call('label.preview', { ...label, barcode: 'CARTON-7' });
  expect(chosen.svg).toContain('CARTON-7');
  const bare = await desk.core.call('label.preview', { ...label, variantId: 'blue' });
  expect(bare.svg).not.toBe(svg);
});

test('a wrong code, variant or design is refused by name', async () => {
  const preview = (change: object) => desk.core.call('label.preview', { ...label, ...change });
  await expect(preview({ barcode: '123' })).rejects.toMatchObject({ code: 'invalid', details: { field: 'barcode' } });
  await expect(preview({ variantId: 'none' })).rejects.toMatchObject({
    code: 'notFound',
    details: { field: 'variantId' },
  });
  await expect(preview({ designId: 'none' })).rejects.toMatchObject({
    code: 'notFound',
    details: { field: 'designId' },
  });
  await desk.act('labelDesign.create', { id: 'broken', name: 'Broken', purpose: 'product', layout: '{"name":1}' });
  await expect(preview({ designId: 'broken' })).rejects.toMatchObject({ code: 'invalid' });
});

test("the shop's own designs stand beside the built-in ones", async () => {
  const layout = JSON.stringify({
    name: 'Tiny',
    purpose: 'product',
    size: { width: 30, height: 15 },
    dpi: 300,
    elements: [
      {
        kind: 'field',
        binding: 'name',
        x: 1,
        y: 1,
        width: 28,
        height: 4,
        bold: false,
        align: 'left',
        lines: 1,
        fontSize: 3,
      },
    ],
  });
  await desk.act('labelDesign.create', { id: 'tiny', name: 'Tiny', purpose: 'shelf', layout });
  const designs = await desk.core.call('label.designs', null);
  expect(designs.slice(0, 3).map(({ id }) => id)).toEqual(['builtIn.product', 'builtIn.shelf', 'builtIn.small']);
  expect(designs).toContainEqual({ id: 'tiny', name: 'Tiny', purpose: 'shelf' });
  expect(await desk.core.call('label.preview', { ...label, designId: 'tiny' })).toMatchObject({
    width: 30,
    height: 15,
  });
});

test('a PDF is saved, a page a copy', async () => {
  const { path } = await desk.core.call('label.pdf', { ...label, copies: 3 });
  const text = (await readFile(path!)).toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(path).toMatch(/Mug red\.pdf$/);
  const { PDFDocument } = await import('pdf-lib');
  expect((await PDFDocument.load(await readFile(path!))).getPageCount()).toBe(3);
});

test('a job goes to the printer whole, and only to a printer of the list', async () => {
  const printer = await new Printer().on();
  await expect(print(randomUUID())).rejects.toMatchObject({ code: 'notFound', details: { field: 'printerId' } });
  await desk.core.call('printer.save', printerOn(printer.port));
  const id = randomUUID();
  expect(await print(id, 2)).toMatchObject({ id, state: 'queued', copies: 2, title: 'Mug red' });
  await eventually(async () => expect(await job(id)).toMatchObject({ state: 'done', tries: 1, error: null }));
  const zpl = printer.jobs[0]!.toString('utf8');
  expect(zpl.startsWith('^XA')).toBe(true);
  expect(zpl).toContain('^PQ2');
  expect(zpl).toContain('^FD400638133393^FS');
  await print(id, 2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(printer.jobs).toHaveLength(1);
  await printer.off();
});

test('what waits for a printer survives a restart of the desk and is printed once the printer is there', async () => {
  const printer = await new Printer().on();
  const { port } = printer;
  await printer.off();
  await desk.core.call('printer.save', printerOn(port));
  const [first, second] = [randomUUID(), randomUUID()];
  await print(first);
  await print(second);
  await eventually(async () => expect((await job(first))?.error).toMatchObject({ code: 'unavailable' }));
  await desk.restart();
  await desk.core.call('session.signIn', { userName: 'manager', password: 'manager-secret' });
  await printer.on(port);
  await eventually(async () => {
    const states = await Promise.all([first, second].map(async (id) => (await job(id))?.state));
    if (states.includes('failed')) {
      for (const id of [first, second]) await desk.core.call('print.retry', { id }).catch(() => undefined);
    }
    expect(states).toEqual(['done', 'done']);
  }, 30_000);
  expect(printer.jobs).toHaveLength(2);
  await printer.off();
}, 60_000);

test('a job can be cancelled while it waits, and tried again', async () => {
  await desk.core.call('printer.save', printerOn(1));
  const id = randomUUID();
  await print(id);
  await eventually(() => desk.core.call('print.cancel', { id }));
  expect((await job(id))?.state).toBe('cancelled');
  await expect(desk.core.call('print.cancel', { id })).rejects.toMatchObject({ code: 'conflict' });
  const printer = await new Printer().on();
  await desk.core.call('printer.save', printerOn(printer.port));
  await desk.core.call('print.retry', { id });
  await eventually(async () => expect((await job(id))?.state).toBe('done'));
  await printer.off();
});

test('printing is a right', async () => {
  await desk.core.call('session.signIn', { userName: 'clerk', password: 'clerk-secret' });
  await desk.core.call('label.preview', label);
  await expect(desk.core.call('printer.save', printerOn(9100))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(
    desk.core.call('print.enqueue', { ...label, id: 'x', printerId: 'p1', copies: 0 }),
  ).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'copies' },
  });
});
