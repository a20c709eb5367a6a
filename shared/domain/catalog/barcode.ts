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

/** Their names are the same in every language. */
const symbologyNames = {
  ean13: 'EAN-13',
  ean8: 'EAN-8',
  upca: 'UPC-A',
  upce: 'UPC-E',
  itf14: 'ITF-14',
  code128: 'Code 128',
  code39: 'Code 39',
  'gs1-128': 'GS1-128',
  qrcode: 'QR code',
  datamatrix: 'Data Matrix',
};

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
    en: {
      one: 'Barcode',
      many: 'Barcodes',
      fields: { packQuantity: 'Pieces per scan' },
      choices: { symbology: symbologyNames },
    },
    de: {
      one: 'Barcode',
      many: 'Barcodes',
      fields: { variantId: 'Variante', code: 'Code', symbology: 'Symbologie', packQuantity: 'Stück je Scan' },
      choices: { symbology: { ...symbologyNames, qrcode: 'QR-Code' } },
    },
  },
});
