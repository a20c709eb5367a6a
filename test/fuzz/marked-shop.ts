import type { DemoShop } from '../../server/demo/demo-shop';
import type { SeedBatch } from '../../server/demo/seed';
import { domain } from '../../shared/domain/domain';
import type { AnyRecord, Entity } from '../../shared/kernel/entity';
import { smallShop } from '../harness/test-centre';
import type { Dice } from './dice';
import type { MarkedRows } from './marked-rows';
import { randomPlaces, randomRole, stores, warehouses } from './random-people';
import type { ModelPerson } from './rights-model';

/** A shop whose people may odd things, and whose every row is marked. */
export interface MarkedShop {
  readonly shop: DemoShop;
  /** By the name that they sign in with. */
  readonly people: ReadonlyMap<string, ModelPerson>;
  readonly rows: ReadonlyMap<Entity, readonly AnyRecord[]>;
}

const batch = (entity: string, records: readonly AnyRecord[]): SeedBatch => ({ kind: 'records', entity, records });

function rowsOf(entity: Entity, made: MarkedRows): AnyRecord[] {
  if ('shared' in entity.scope) return [made.row(entity), made.row(entity)];
  const places = entity.scope.place === 'store' ? stores : warehouses;
  return places.flatMap((place) => [made.row(entity, place), made.row(entity, place)]);
}

/** Three stores, three warehouses, forty people with up to three of thirty roles. */
export function markedShop(dice: Dice, made: MarkedRows): MarkedShop {
  const roles = Array.from({ length: 30 }, (_, at) => {
    const role = randomRole(dice);
    // Scopes are all or nothing, so some roles must be wide.
    return { id: `role-${at}`, name: `Role ${at}`, ...role, allow: at % 4 === 0 ? ['*'] : role.allow };
  });
  const people = new Map<string, ModelPerson>();
  const users = Array.from({ length: 40 }, (_, at) => {
    const places = randomPlaces(dice);
    const own = dice.some(roles, 0, 3);
    people.set(
      `p${at}`,
      own.map(({ allow, deny }) => ({ allow, deny, ...places })),
    );
    const roleIds = own.map(({ id }) => id);
    const called = { userName: `p${at}`, name: `Person ${at}`, email: `p${at}@example.org` };
    return { id: `user-p${at}`, ...called, roleIds, active: true, ...places };
  });
  const rows = new Map(domain.entities.map((entity) => [entity, rowsOf(entity, made)]));
  const store = { id: 'east', name: 'east', code: 'EAS', currency: 'EUR', country: 'DE' };
  const house = { id: 'east-house', name: 'east-house', code: 'eas', storeIds: ['east'], active: true };
  const more = [batch('role', roles), batch('user', users), batch('store', [store]), batch('warehouse', [house])];
  const marked = [...rows].map(([entity, records]) => batch(entity.name, records));
  return { shop: { ...smallShop, batches: () => [...smallShop.batches(), ...more, ...marked] }, people, rows };
}
