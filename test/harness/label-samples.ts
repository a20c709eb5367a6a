import type { LabelDesign } from '../../shared/labels/label-design';
import type { Symbology } from '../../shared/labels/symbology';

/** A code of each symbology, and how an independent decoder names it and reads it back (UPC-A is EAN-13 with a zero). */
export const sampleCodes: readonly { symbology: Symbology; code: string; format: string; text: string }[] = [
  { symbology: 'code128', code: 'Sku-85099B ~^>_\\1234567', format: 'Code128', text: 'Sku-85099B ~^>_\\1234567' },
  { symbology: 'ean13', code: '4006381333931', format: 'EAN13', text: '4006381333931' },
  { symbology: 'ean8', code: '96385074', format: 'EAN8', text: '96385074' },
  { symbology: 'upca', code: '036000291452', format: 'EAN13', text: '0036000291452' },
  { symbology: 'itf14', code: '15400141288763', format: 'ITF', text: '15400141288763' },
  { symbology: 'code39', code: 'SKU-85/B.$+% 1', format: 'Code39', text: 'SKU-85/B.$+% 1' },
  {
    symbology: 'gs1-128',
    code: '(01)09521234543213(10)LOT-7(21)47',
    format: 'Code128',
    text: '(01)09521234543213(10)LOT-7(21)47',
  },
  { symbology: 'qrcode', code: 'Größe ^XA~JR 12,50 €', format: 'QRCode', text: 'Größe ^XA~JR 12,50 €' },
  { symbology: 'datamatrix', code: 'Sku_1!d033~^\\85099B', format: 'DataMatrix', text: 'Sku_1!d033~^\\85099B' },
];

/** A 100 × 40 mm label with one barcode, bound to `code`. */
export function barcodeDesign(symbology: Symbology | 'auto', humanReadable = true): LabelDesign {
  return {
    name: `One ${symbology}`,
    purpose: 'other',
    size: { width: 100, height: 40 },
    dpi: 203,
    elements: [
      {
        kind: 'barcode',
        x: 2,
        y: 2,
        width: 96,
        height: 36,
        symbology,
        source: { binding: 'code' },
        moduleWidth: 3,
        humanReadable,
      },
    ],
  };
}
