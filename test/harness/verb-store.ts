import { domain } from '../../shared/domain/domain';
import type { AnyRecord } from '../../shared/kernel/entity';
import type { MutationContext, Tx } from '../../shared/kernel/mutation';
import type { Rights } from '../../shared/kernel/permission';
import { openSqlite } from '../../shared/store/sqlite';
import { schemaSql } from '../../shared/store/tables';
import { createVerbTx } from '../../shared/store/verb-tx';

const everywhere: Rights = [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }];

/** A real SQLite database with the register's tables, to run verbs in. */
export interface VerbStore {
  tx: Tx;
  /** Puts records in as they are. */
  have(entity: string, ...records: AnyRecord[]): Promise<void>;
  /** Runs the verb as a person would; the arguments are parsed first. A refusal leaves nothing behind. */
  run(verb: string, args: unknown, context?: Partial<MutationContext>): Promise<void>;
  all(entity: string): Promise<AnyRecord[]>;
  close(): Promise<void>;
}

export async function openVerbStore(rights: Rights = everywhere): Promise<VerbStore> {
  const sql = await openSqlite(':memory:', { synchronous: 'NORMAL' });
  for (const entity of domain.entities) for (const line of schemaSql(entity, 'desk')) await sql.run(line);
  const free = createVerbTx({ sql, rights: null, capability: '' });
  let gestures = 0;
  return {
    tx: free,
    async have(entity, ...records) {
      for (const record of records) await free.put(domain.entity(entity), record);
    },
    async run(verb, args, context = {}) {
      const { args: schema, capability, run } = domain.mutation(verb);
      const parsed = schema.parse(args);
      await sql.run('BEGIN');
      try {
        const tx = createVerbTx({ sql, rights, capability });
        await run(tx, parsed, { actor: 'user-1', at: 1000, uid: `u${(gestures += 1)}`, ...context });
        await sql.run('COMMIT');
      } catch (error) {
        await sql.run('ROLLBACK');
        throw error;
      }
    },
    all: (entity) => free.find(domain.entity(entity), []),
    close: () => sql.close(),
  };
}

/** A shop with one store, one warehouse and two variants: `v1` at 2.50 with 20 % tax, `v2` at 9.99 with none. */
export async function haveShop(store: VerbStore): Promise<void> {
  const rate = (id: string, value: number) => ({ id, name: id, country: 'GB', rate: value });
  const product = (id: string, taxRateId: string) => ({
    id,
    sku: id,
    name: { en: id },
    description: null,
    image: null,
    taxRateId,
    active: true,
  });
  const variant = (id: string, productId: string, price: number) => ({
    id,
    productId,
    sku: id.toUpperCase(),
    name: { en: `Article ${id}` },
    price,
    currency: 'GBP',
    image: null,
    active: true,
  });
  await store.have('store', { id: 's1', name: 'London', code: 'LON', currency: 'GBP', country: 'GB' });
  await store.have('warehouse', { id: 'w1', name: 'Stock room', code: 'LSR', storeIds: ['s1'], active: true });
  await store.have('taxRate', rate('t20', 2000), rate('t0', 0));
  await store.have('product', product('p1', 't20'), product('p2', 't0'));
  await store.have('variant', variant('v1', 'p1', 250), variant('v2', 'p2', 999));
}

/** The arguments of a small order: three of `v1`, one of `v2`. */
export const smallOrder = {
  id: 'o1',
  reference: 'LON-1-000001',
  storeId: 's1',
  customerId: null,
  customerName: 'Ada Lovelace',
  email: null,
  source: 'counter',
  currency: 'GBP',
  billingAddress: null,
  shippingAddress: null,
  customReference: null,
  note: null,
  items: [
    { id: 'i1', variantId: 'v1', quantity: 3000, unitPrice: 250 },
    { id: 'i2', variantId: 'v2', quantity: 1000, unitPrice: 999 },
  ],
};
