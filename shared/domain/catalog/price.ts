import { defineEntity } from '../../kernel/entity';
import { money, optional, quantity, ref, text } from '../../kernel/field';

/** A gross price that replaces the standard one: in a store, in a currency, from a quantity on. */
export const price = defineEntity({
  name: 'price',
  area: 'catalog',
  fields: {
    variantId: ref('variant'),
    storeId: optional(ref('store')),
    currency: text({ min: 3, max: 3 }),
    minQuantity: quantity(),
    gross: money({ currency: 'currency' }),
  },
  scope: { shared: 'catalog' },
  title: 'gross',
  partOf: 'variantId',
  list: { columns: ['storeId', 'currency', 'minQuantity', 'gross'], sort: { field: 'minQuantity', dir: 'asc' } },
  words: {
    en: { one: 'Price', many: 'Prices', fields: { minQuantity: 'From quantity', gross: 'Gross price' } },
    de: {
      one: 'Preis',
      many: 'Preise',
      fields: {
        variantId: 'Variante',
        storeId: 'Filiale',
        currency: 'Währung',
        minQuantity: 'Ab Menge',
        gross: 'Bruttopreis',
      },
    },
  },
});
