import type { AnyRecord } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import { contentLocales, type ContentLocale, type LocalizedText } from '../../../shared/kernel/field';
import { byId, type Page, type QueryInput } from '../../../shared/kernel/query';
import type { LabelData } from '../../../shared/labels/layout';
import type { Label } from '../../../shared/protocol/ipc';

type Read = (query: QueryInput) => Promise<Page<AnyRecord>>;

/** Which of a variant's codes a label shows when nobody chose: the trade's numbers first. */
const order = ['ean13', 'upca', 'ean8', 'itf14', 'upce', 'gs1-128', 'code128', 'code39', 'datamatrix', 'qrcode'];
const PIECE = 1000;

interface Code {
  readonly code: string;
  readonly rank: number;
}

function codeOf(row: AnyRecord): Code {
  const place = order.indexOf(String(row['symbology']));
  const ofOnePiece = Number(row['packQuantity']) === PIECE ? 0 : 100;
  return { code: String(row['code']), rank: ofOnePiece + (place === -1 ? order.length : place) };
}

/** The chosen code, which must be one of the variant's; else its best; else its SKU, which a scan finds as well. */
async function barcodeOf(read: Read, variant: AnyRecord, chosen: string | null): Promise<string> {
  const page = await read({
    entity: 'barcode',
    where: [{ field: 'variantId', op: 'eq', value: variant.id }],
    limit: 500,
  });
  const codes = page.rows.map(codeOf).sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  if (chosen === null) return codes[0]?.code ?? String(variant['sku']);
  if (codes.some(({ code }) => code === chosen) || chosen === variant['sku']) return chosen;
  throw new AppError('invalid', 'not a code of this variant', { field: 'barcode', reason: 'label.otherCode' });
}

function nameOf(name: LocalizedText, language: ContentLocale): string {
  const spoken = [language, ...contentLocales].map((locale) => name[locale]).find((text) => text?.trim());
  return spoken ?? '';
}

/** A price for people: minor units by the currency's own number of decimals. */
function priceText(minor: number, currency: string, language: ContentLocale): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** decimals);
}

/** The values that a label prints of a variant, in the language of the desk. `notFound` without the variant. */
export async function labelData(read: Read, label: Label, language: ContentLocale): Promise<LabelData> {
  const [variant] = (await read(byId('variant', label.variantId))).rows;
  if (!variant) throw new AppError('notFound', 'no such variant', { field: 'variantId', reason: 'gone' });
  return {
    name: nameOf(variant['name'] as LocalizedText, language), // the entity's schema has passed it
    price: priceText(Number(variant['price']), String(variant['currency']), language),
    sku: String(variant['sku']),
    barcode: await barcodeOf(read, variant, label.barcode),
  };
}
