import fc from 'fast-check';
import { order } from '../domain/sales/order';
import { stockLevel } from '../domain/stock/stock-level';
import { domain } from '../domain/domain';
import { may, mayHoldScope, readable, type Grant, type Rights } from './permission';

const grant = (more: Partial<Grant>): Grant => ({ allow: [], deny: [], stores: '*', warehouses: '*', ...more });

describe('may', () => {
  it('denies by default', () => {
    expect(may([], 'sales.order.read')).toBe(false);
    expect(may([grant({})], 'sales.order.read')).toBe(false);
  });

  it('takes patterns by whole words', () => {
    expect(may([grant({ allow: ['sales.*'] })], 'sales.order.ship')).toBe(true);
    expect(may([grant({ allow: ['sales.order'] })], 'sales.orderItem.read')).toBe(false);
    expect(may([grant({ allow: ['sales.*'] })], 'salesforce.order.read')).toBe(false);
  });

  const capability = fc.constantFrom('sales.order.read', 'sales.order.ship', 'stock.stockLevel.adjust');
  const pattern = fc.constantFrom('*', 'sales.*', 'sales.order.*', 'sales.order.ship', 'stock.*');
  const places = fc.constantFrom<'*' | string[]>('*', [], ['a'], ['b'], ['a', 'b']);
  const anyGrant = fc.record({
    allow: fc.array(pattern, { maxLength: 2 }),
    deny: fc.array(pattern, { maxLength: 1 }),
    stores: places,
    warehouses: places,
  });
  const matches = (p: string, c: string) => p === '*' || p === c || (p.endsWith('.*') && c.startsWith(p.slice(0, -1)));

  it('lets a deny win, whatever the order of grants', () => {
    const at = (g: Grant) => g.stores === '*' || g.stores.includes('a');
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 4 }), capability, (rights, c) => {
        const denied = rights.some((g) => at(g) && g.deny.some((p) => matches(p, c)));
        const allowed = rights.some((g) => at(g) && g.allow.some((p) => matches(p, c)));
        const place = { kind: 'store', id: 'a' } as const;
        expect(may(rights, c, place)).toBe(allowed && !denied);
        expect(may([...rights].reverse(), c, place)).toBe(allowed && !denied);
      }),
    );
  });

  it('allows without a place what some place allows', () => {
    // `z` stands for every place that no grant names.
    const everyPlace = (['store', 'warehouse'] as const).flatMap((kind) => ['a', 'b', 'z'].map((id) => ({ kind, id })));
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 4 }), capability, (rights, c) => {
        const somewhere = everyPlace.some((place) => may(rights, c, place));
        expect(may(rights, c)).toBe(somewhere);
      }),
    );
  });

  it('keeps a deny of somebody who works in one store only', () => {
    const rights: Rights = [
      grant({ allow: ['customers.*'], deny: ['customers.customer.remove'], stores: ['a'], warehouses: [] }),
    ];
    expect(may(rights, 'customers.customer.remove')).toBe(false);
    expect(may(rights, 'customers.customer.update')).toBe(true);
  });

  it('gives nothing to somebody who works nowhere', () => {
    const nowhere = grant({ allow: ['*'], stores: [], warehouses: [] });
    expect(may([nowhere], 'customers.customer.read')).toBe(false);
    expect(may([nowhere, grant({ allow: ['sales.*'], stores: ['a'] })], 'customers.customer.read')).toBe(false);
  });

  it('keeps to the places of the grant', () => {
    const rights: Rights = [
      grant({ allow: ['sales.*'], stores: ['a'] }),
      grant({ allow: ['stock.*'], stores: ['b'], warehouses: ['w'] }),
    ];
    expect(may(rights, 'sales.order.read', { kind: 'store', id: 'a' })).toBe(true);
    expect(may(rights, 'sales.order.read', { kind: 'store', id: 'b' })).toBe(false);
    expect(may(rights, 'sales.order.read')).toBe(true);
    expect(may(rights, 'stock.stockLevel.read', { kind: 'warehouse', id: 'x' })).toBe(false);
  });
});

describe('readable', () => {
  it('is a filter where places are limited, and leaves denied places out', () => {
    const rights: Rights = [
      grant({ allow: ['sales.*'], stores: ['a', 'b'] }),
      grant({ deny: ['sales.order.read'], stores: ['b'] }),
    ];
    expect(readable(rights, order)).toEqual({ field: 'storeId', ids: ['a'] });
    expect(readable([grant({ allow: ['*'] })], order)).toBe('all');
    expect(readable(rights, stockLevel)).toBe('none');
    const allButOne = [grant({ allow: ['*'] }), grant({ deny: ['sales.*'], stores: ['b'] })];
    expect(readable(allButOne, order)).toEqual({ field: 'storeId', except: ['b'] });
    expect(readable([...allButOne, grant({ deny: ['sales.order.read'], warehouses: [] })], order)).toBe('none');
  });
});

describe('mayHoldScope', () => {
  it('needs every entity in the scope to be readable there', () => {
    const all: Rights = [grant({ allow: ['*'], stores: ['a'] })];
    expect(mayHoldScope(all, domain.entities, 'store/a')).toBe(true);
    expect(mayHoldScope(all, domain.entities, 'store/b')).toBe(false);
    expect(mayHoldScope(all, domain.entities, 'catalog')).toBe(true);
    expect(mayHoldScope(all, domain.entities, 'nowhere')).toBe(false);
    expect(mayHoldScope([...all, grant({ deny: ['sales.orderEvent.read'] })], domain.entities, 'store/a')).toBe(false);
  });
});
