import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { domain } from '../domain/domain';
import type { AnyRecord } from '../kernel/entity';
import { codeProblem, type Symbology } from '../labels/symbology';
import { generateDemo, type DemoSource } from './demo';
import type { PictureBook } from './pictures';

const source: DemoSource = {
  sales: readFileSync('resources/demo/online-retail-2010-12.csv', 'utf8'),
  pictures: JSON.parse(readFileSync('resources/demo/pictures.json', 'utf8')) as PictureBook,
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  seed: 1,
  today: Date.UTC(2026, 0, 15),
};

function shop(more: Partial<DemoSource> = {}): Map<string, AnyRecord[]> {
  const all = new Map<string, AnyRecord[]>();
  for (const batch of generateDemo({ ...source, ...more })) {
    if (batch.kind === 'records') all.set(batch.entity, [...(all.get(batch.entity) ?? []), ...batch.records]);
  }
  return all;
}

describe('the demo shop', () => {
  const records = shop();
  const of = (entity: string) => records.get(entity) ?? [];

  it('holds the real sales as valid records with unique ids', () => {
    for (const [name, list] of records) {
      const entity = domain.entity(name);
      for (const record of list) expect(entity.schema.safeParse(record).error).toBeUndefined();
      expect(new Set(list.map((record) => record.id)).size).toBe(list.length);
    }
    expect(of('order').length).toBeGreaterThan(300);
    expect(of('orderItem')).toHaveLength(5988);
    expect(of('variant').length).toBeGreaterThan(1600);
  });

  it('points nowhere that is not there', () => {
    const ids = new Map([...records].map(([name, list]) => [name, new Set(list.map((record) => record.id))]));
    for (const [name, list] of records) {
      for (const [field, { options, kind }] of Object.entries(domain.entity(name).fields)) {
        if (kind !== 'ref' || !options.entity) continue;
        const dangling = list.filter(
          (record) => record[field] !== null && !ids.get(options.entity ?? '')?.has(record[field] as string), // a ref, by its kind
        );
        expect({ name, field, dangling: dangling.slice(0, 2) }).toEqual({ name, field, dangling: [] });
      }
    }
  });

  it('has stock that is the sum of its movements', () => {
    const sums = new Map<string, number>();
    for (const { warehouseId, variantId, delta } of of('stockMovement')) {
      const key = `${String(warehouseId)}:${String(variantId)}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(delta));
    }
    expect(of('stockLevel').length).toBeGreaterThan(3000);
    for (const level of of('stockLevel')) expect(sums.get(level.id)).toBe(level['quantity']);
  });

  it('has barcodes that scanners accept, each once', () => {
    const problems = of('barcode').flatMap(
      (code) => codeProblem(code['symbology'] as Symbology, String(code['code'])) ?? [],
    );
    expect(problems).toEqual([]);
    expect(new Set(of('barcode').map((code) => code['code'])).size).toBe(of('barcode').length);
  });

  it('is the same for the same seed, and grows to any size', () => {
    expect(JSON.stringify([...shop()])).toBe(JSON.stringify([...records]));
    const large = shop({ orders: 1000, variants: 4000 });
    expect(large.get('order')).toHaveLength(1000);
    expect(large.get('variant')).toHaveLength(4000);
    expect(new Set(large.get('order')?.map((order) => order['reference'])).size).toBe(1000);
  });
});
