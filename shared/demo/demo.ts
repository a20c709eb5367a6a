import type { AnyRecord } from '../kernel/entity';
import { pairId } from '../kernel/id';
import { QUANTITY_UNIT } from '../kernel/money';
import { builtInRoles } from '../domain/staff/built-in-roles';
import { articleRecords, articlesOf, scaledArticles, type Article } from './articles';
import { buyerOf, type Buyer } from './buyers';
import { orderOf } from './past-orders';
import { demoUsers } from './people';
import { pictureOf, type PictureBook } from './pictures';
import { countries, stores, taxRates, warehouses } from './places';
import { readSalesExport, type SaleLine } from './sales-export';
import { seeded, seedOf } from './seeded';

/** What the demo shop is made from, and how large it is to be. */
export interface DemoSource {
  /** The sales export, as text. */
  sales: string;
  pictures: PictureBook;
  /** SHA-256 of a text in UTF-8, hex. */
  sha256(text: string): string;
  seed: number;
  /** UTC ms; the newest sale is some hours old then. */
  today: number;
  /** How many orders and variants; the real ones when left out. */
  orders?: number;
  variants?: number;
}

/** Records of one entity, a few hundred at a time, in the order of the register; or a picture to keep by its hash. */
export type DemoBatch =
  { kind: 'records'; entity: string; records: AnyRecord[] } | { kind: 'picture'; sha256: string; svg: string };

const BATCH = 500;
/** So often do the same people buy again before others come. */
const ROUNDS_OF_A_CUSTOMER = 4;

/** Collects records per entity and hands them on in batches. */
class Batches {
  private readonly open = new Map<string, AnyRecord[]>();
  *add(entity: string, ...records: readonly AnyRecord[]): Generator<DemoBatch> {
    const batch = this.open.get(entity) ?? [];
    batch.push(...records);
    this.open.set(entity, batch);
    if (batch.length >= BATCH) yield* this.flush(entity);
  }
  *flush(...entities: readonly string[]): Generator<DemoBatch> {
    for (const entity of entities.length > 0 ? entities : this.open.keys()) {
      const records = this.open.get(entity) ?? [];
      if (records.length > 0) yield { kind: 'records', entity, records };
      this.open.set(entity, []);
    }
  }
}

function* stockOf(variantId: string, { seed, today }: DemoSource, batches: Batches): Generator<DemoBatch> {
  const chance = seeded(seedOf(variantId, seed));
  for (const { id: warehouseId } of warehouses) {
    const quantity =
      chance.below(12) === 0 ? 0 : (1 + chance.below(warehouseId === 'warehouse-london' ? 24 : 400)) * QUANTITY_UNIT;
    if (quantity === 0) continue;
    const id = pairId(warehouseId, variantId);
    const movement = {
      id: `${id}:opening`,
      warehouseId,
      variantId,
      delta: quantity,
      reason: 'opening',
      orderId: null,
      note: null,
    };
    yield* batches.add('stockLevel', { id, warehouseId, variantId, quantity });
    yield* batches.add('stockMovement', { ...movement, at: today - 40 * 86_400_000, actorId: 'user-anna' });
  }
}

function* catalog(articles: Iterable<Article>, source: DemoSource, batches: Batches): Generator<DemoBatch> {
  const seen = new Set<string>();
  const drawn = new Set<string>();
  let index = 0;
  for (const article of articles) {
    const svg = pictureOf(article.name, source.pictures);
    const sha256 = source.sha256(svg);
    if (!drawn.has(sha256)) yield { kind: 'picture', sha256, svg };
    drawn.add(sha256);
    const records = articleRecords(article, index++, { seen, picture: { sha256, type: 'image/svg+xml' } });
    if (records.product) yield* batches.add('product', records.product);
    yield* batches.add('variant', records.variant);
    yield* batches.add('price', ...records.prices);
    yield* batches.add('barcode', ...records.barcodes);
    yield* stockOf(records.variant.id, source, batches);
  }
}

function byInvoice(lines: readonly SaleLine[]): SaleLine[][] {
  const sales = new Map<string, SaleLine[]>();
  for (const line of lines) sales.set(line.invoice, [...(sales.get(line.invoice) ?? []), line]);
  return [...sales.values()];
}

function* sales(all: SaleLine[][], source: DemoSource, batches: Batches): Generator<DemoBatch> {
  const count = source.orders ?? all.length;
  const newest = Math.max(...all.flat().map((line) => line.at));
  const buyers = new Map<string, Buyer>();
  for (let i = 0; i < count; i++) {
    const round = Math.floor(i / all.length);
    const lines = all[i % all.length] ?? [];
    const first = lines[0];
    if (!first) continue;
    const copy = round === 0 ? '' : `-${round}`;
    const shift = source.today - 3 * 3_600_000 - newest - round * 5 * 86_400_000;
    const circle = Math.floor(round / ROUNDS_OF_A_CUSTOMER);
    const number = first.customer && (circle === 0 ? first.customer : `${first.customer}-${circle}`);
    let buyer = number ? (buyers.get(number) ?? null) : null;
    if (number && !buyer) {
      buyer = buyerOf(number, countries[first.country] ?? 'GB', {
        seed: source.seed,
        since: source.today - 90 * 86_400_000,
      });
      buyers.set(number, buyer);
      yield* batches.add('customer', buyer.customer);
      yield* batches.add('customerAddress', buyer.address);
    }
    const records = orderOf({ lines, copy, shift, today: source.today, buyer });
    if (!records) continue;
    yield* batches.add('order', records.order);
    yield* batches.add('orderItem', ...records.items);
    yield* batches.add('shipment', ...records.shipments);
    yield* batches.add('orderEvent', ...records.events);
  }
}

/** The whole demo shop, batch by batch: real sales, and around them made-up people, places, barcodes, stock and pictures. The same source gives the same shop. */
export function* generateDemo(source: DemoSource): Generator<DemoBatch> {
  const { lines } = readSalesExport(source.sales);
  const articles = articlesOf(lines);
  const batches = new Batches();
  yield { kind: 'records', entity: 'store', records: [...stores] };
  yield { kind: 'records', entity: 'warehouse', records: [...warehouses] };
  yield { kind: 'records', entity: 'taxRate', records: [...taxRates] };
  yield { kind: 'records', entity: 'role', records: [...builtInRoles] };
  yield { kind: 'records', entity: 'user', records: demoUsers.map((demoUser) => demoUser.record) };
  yield* catalog(scaledArticles(articles, source.variants ?? articles.length), source, batches);
  yield* sales(byInvoice(lines), source, batches);
  yield* batches.flush();
}
