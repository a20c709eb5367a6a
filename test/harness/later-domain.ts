import { z } from 'zod';
import { domain } from '../../shared/domain/domain';
import { adjustStock } from '../../shared/domain/stock/adjust-stock';
import type { Json } from '../../shared/kernel/errors';
import { defineMutation } from '../../shared/kernel/mutation';
import { createDomain } from '../../shared/kernel/register';

const version1 = z.object({ delta: z.int(), note: z.string().nullable() }).loose();

/** `stockLevel.adjust@2`: what version 1 called `delta` is called `change`, and the reason is always `found`. */
export const adjustStock2 = defineMutation({
  name: adjustStock.name,
  version: 2,
  kind: adjustStock.kind,
  capability: adjustStock.capability,
  args: z.object({ warehouseId: z.string(), variantId: z.string(), change: z.int() }),
  upcasts: {
    1(args: Json) {
      const { delta, warehouseId, variantId } = version1.parse(args);
      return { warehouseId: String(warehouseId), variantId: String(variantId), change: delta };
    },
  },
  run: (tx, { change, ...place }, context) =>
    adjustStock.run(tx, { ...place, delta: change, reason: 'found', note: null }, context),
});

/** The domain of a later release: `stockLevel.adjust` has moved to version 2, and version 1 is no longer registered. */
export const laterDomain = createDomain(
  domain.entities,
  domain.mutations.map((verb) => (verb.name === adjustStock.name ? adjustStock2 : verb)),
);
