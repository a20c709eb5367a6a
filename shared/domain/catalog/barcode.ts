import { defineEntity } from '../../kernel/entity';
import { barcode as code, choice, quantity, ref } from '../../kernel/field';

export const symbologies = [
  'ean13',
  'ean8',
  'upca',
  'upce',
  'itf14',
  'code128',
  'code39',
  'gs1-128',
  'qrcode',
  'datamatrix',
] as const;

/** A code that a scanner reads off a variant; one variant has several, e.g. for the piece and for the carton. */
export const barcode = defineEntity({
  name: 'barcode',
  area: 'catalog',
  fields: { variantId: ref('variant'), code: code(), symbology: choice(symbologies), packQuantity: quantity() },
  scope: { shared: 'catalog' },
  title: 'code',
  partOf: 'variantId',
  list: {
    columns: ['code', 'symbology', 'packQuantity', 'variantId'],
    sort: { field: 'code', dir: 'asc' },
    filters: ['symbology'],
    search: ['code'],
  },
  indexes: [['code']],
  words: {
    en: { one: 'Barcode', many: 'Barcodes', fields: { packQuantity: 'Pieces per scan' } },
    de: {
      one: 'Barcode',
      many: 'Barcodes',
      fields: { variantId: 'Variante', code: 'Code', symbology: 'Symbologie', packQuantity: 'Stück je Scan' },
    },
  },
});
