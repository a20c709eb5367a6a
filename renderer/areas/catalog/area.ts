import type { Area } from '../../screens/area';
import { StockLevelScreen } from './stock/stock-level-screen';
import { VariantScreen } from './variant/variant-screen';

/** Articles and their stock: one area, since an article's page shows its stock and a stock level its article. */
export const catalogArea: Area = {
  group: 'catalog',
  screens: [
    { entity: 'variant', record: VariantScreen },
    { entity: 'stockLevel', record: StockLevelScreen },
  ],
  parts: ['variant'],
};
