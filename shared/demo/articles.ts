import type { RecordOf } from '../kernel/entity';
import type { barcode } from '../domain/catalog/barcode';
import type { price } from '../domain/catalog/price';
import type { product } from '../domain/catalog/product';
import type { variant } from '../domain/catalog/variant';
import { QUANTITY_UNIT } from '../kernel/money';
import { checkDigit } from '../kernel/check-digit';
import { seeded, seedOf } from './seeded';
import type { SaleLine } from './sales-export';

/** One article of the export: what it is called and costs most often. */
export interface Article {
  stockCode: string;
  name: string;
  /** Minor units. */
  price: number;
}

export interface Picture {
  sha256: string;
  type: 'image/svg+xml';
}

export interface ArticleRecords {
  product: RecordOf<typeof product> | null;
  variant: RecordOf<typeof variant>;
  prices: RecordOf<typeof price>[];
  barcodes: RecordOf<typeof barcode>[];
}

/** `WHITE HANGING HEART T-LIGHT HOLDER` → `White hanging heart t-light holder`. */
const sentence = (name: string) => name.charAt(0) + name.slice(1).toLowerCase();

/** The goods of the export, one article a stock code, in order of code. */
export function articlesOf(lines: readonly SaleLine[]): Article[] {
  const found = new Map<string, Article>();
  for (const { stockCode, service, description, unitPrice } of lines) {
    if (!service && !found.has(stockCode))
      found.set(stockCode, { stockCode, name: sentence(description), price: unitPrice });
  }
  return [...found.values()].sort((a, b) => (a.stockCode < b.stockCode ? -1 : 1));
}

const editions = [
  'small',
  'large',
  'red',
  'blue',
  'green',
  'ivory',
  'set of 2',
  'set of 6',
  'gift box',
  'limited edition',
];

/** As many articles as asked for: the real ones first, then further editions of them under codes of their own. */
export function* scaledArticles(articles: readonly Article[], count: number): Generator<Article> {
  for (let i = 0; i < count; i++) {
    const base = articles[i % articles.length];
    if (!base) return;
    const round = Math.floor(i / articles.length);
    if (round === 0) yield base;
    else {
      const edition = editions[(round - 1) % editions.length] ?? '';
      const series = round > editions.length ? ` no. ${Math.ceil(round / editions.length)}` : '';
      yield {
        stockCode: `${base.stockCode}-${round}`,
        name: `${base.name}, ${edition}${series}`,
        price: base.price + round,
      };
    }
  }
}

/** An EAN-13 of the range that shops may use within their walls (GS1 prefix 20), made from the article's running number. */
const eanOf = (index: number): string => {
  const body = `20${String(index + 1).padStart(10, '0')}`;
  return body + checkDigit(body);
};

function barcodesOf(article: Article, variantId: string, index: number): RecordOf<typeof barcode>[] {
  const chance = seeded(seedOf(article.stockCode, 7));
  const ean = eanOf(index);
  const codes: RecordOf<typeof barcode>[] = [
    { id: `${variantId}-ean`, variantId, code: ean, symbology: 'ean13', packQuantity: QUANTITY_UNIT },
  ];
  if (chance.below(3) === 0) {
    const carton = `1${ean.slice(0, 12)}`;
    const packQuantity = chance.pick([6, 12, 24]) * QUANTITY_UNIT;
    codes.push({
      id: `${variantId}-carton`,
      variantId,
      code: carton + checkDigit(carton),
      symbology: 'itf14',
      packQuantity,
    });
  }
  if (chance.below(5) === 0) {
    codes.push({
      id: `${variantId}-shelf`,
      variantId,
      code: article.stockCode,
      symbology: 'code128',
      packQuantity: QUANTITY_UNIT,
    });
  }
  return codes;
}

/** The catalog records of an article. Codes that differ in a trailing letter are variants of one product; `seen` holds the products made so far. */
export function articleRecords(
  article: Article,
  index: number,
  { seen, picture }: { seen: Set<string>; picture: Picture },
): ArticleRecords {
  const { stockCode, name } = article;
  const family = /^(\d+)[A-Z]+$/i.exec(stockCode)?.[1] ?? stockCode;
  const productId = `product-${family}`;
  const variantId = `variant-${stockCode}`;
  const taxRateId = /\b(book|notebook|card)\b/i.test(name) ? 'tax-gb-zero' : 'tax-gb-standard';
  const fresh = !seen.has(productId);
  seen.add(productId);
  const bulk = {
    id: `price-${stockCode}-10`,
    variantId,
    storeId: null,
    currency: 'GBP',
    minQuantity: 10 * QUANTITY_UNIT,
  };
  const abroad = {
    id: `price-${stockCode}-eur`,
    variantId,
    storeId: 'store-berlin',
    currency: 'EUR',
    minQuantity: QUANTITY_UNIT,
  };
  return {
    product: fresh
      ? { id: productId, sku: family, name: { en: name }, description: null, image: picture, taxRateId, active: true }
      : null,
    variant: {
      id: variantId,
      productId,
      sku: stockCode,
      name: { en: name },
      price: article.price,
      currency: 'GBP',
      image: picture,
      active: true,
    },
    prices: [
      { ...abroad, gross: Math.round(article.price * 1.2) },
      ...(index % 4 === 0 ? [{ ...bulk, gross: Math.round(article.price * 0.9) }] : []),
    ],
    barcodes: barcodesOf(article, variantId, index),
  };
}
