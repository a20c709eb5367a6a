import { readFileSync } from 'node:fs';
import { readSalesExport } from './sales-export';

const head = 'InvoiceNo;StockCode;Description;Quantity;InvoiceDate;UnitPrice;CustomerID;Country\n';
const good = '536365;85123A;WHITE HANGING HEART;6;1/12/2010 08:26;2,55;17850;United Kingdom';
const reasonOf = (line: string) => readSalesExport(head + line).issues.map((issue) => issue.reason);

describe('a sales export', () => {
  const real = readSalesExport(readFileSync('resources/demo/online-retail-2010-12.csv', 'utf8'));

  it('reads the real one whole: every line is a sale or an issue', () => {
    expect(real.lines.length + real.issues.length).toBe(6000);
    expect(real.issues).toHaveLength(12);
    expect(new Set(real.issues.map((issue) => issue.reason))).toEqual(new Set(['price', 'adjustment']));
    expect(real.lines[0]).toMatchObject({
      invoice: '536365',
      units: 6,
      unitPrice: 255,
      at: Date.UTC(2010, 11, 1, 8, 26),
    });
  });

  it('knows cancellations, guests and services', () => {
    const cancelled = real.lines.filter((line) => line.cancelled);
    expect(cancelled.length).toBeGreaterThan(0);
    expect(cancelled.every((line) => line.units > 0)).toBe(true);
    expect(real.lines.some((line) => line.customer === null)).toBe(true);
    expect(real.lines.filter((line) => line.service).map((line) => line.stockCode)).toContain('POST');
  });

  it('takes a code for the same, however a till wrote it', () => {
    const read = readSalesExport(`${head}${good}\n${good.replace('85123A', '85123a')}`);
    expect(read.lines.map((line) => line.stockCode)).toEqual(['85123A', '85123A']);
  });

  it.each([
    [good.replace(';6;', ';six;'), 'quantity'],
    [good.replace(';6;', ';0;'), 'quantity'],
    [good.replace(';6;', ';-6;'), 'adjustment'],
    [good.replace(';6;', ';99999999;'), 'quantity'],
    [good.replace('1/12/2010', '31/2/2010'), 'date'],
    [good.replace('2,55', '-2,55'), 'price'],
    [good.replace('2,55', 'free'), 'price'],
    [good.replace('536365', 'order 1'), 'invoice'],
    [good.replace('WHITE HANGING HEART', ' '), 'description'],
    [good.replace(';WHITE', ';"WHITE'), 'quotes'],
    ['536365;85123A', 'columns'],
  ])('lists a broken line with its reason: %s', (line, reason) => {
    expect(reasonOf(line)).toEqual([reason]);
  });

  it('keeps what stands around a broken line, and counts lines as an editor does', () => {
    const read = readSalesExport(`${head}${good}\n536365;"open;1;x\n${good}\n`);
    expect(read.lines).toHaveLength(2);
    expect(read.issues).toEqual([expect.objectContaining({ line: 3, reason: 'quotes' })]);
  });
});
