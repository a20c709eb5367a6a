import { role } from '../../shared/domain/staff/role';
import { user } from '../../shared/domain/staff/user';
import { grantSchema, type Grant, type Rights } from '../../shared/kernel/permission';
import type { RecordOf } from '../../shared/kernel/entity';
import { decode } from '../../shared/store/codec';
import { places, type Sql } from '../../shared/store/sql';

export type User = RecordOf<typeof user>;

const isPattern = (pattern: string) => grantSchema.shape.allow.safeParse([pattern]).success;
const isPlace = (id: string) => grantSchema.shape.stores.safeParse([id]).success;
const placesOf = (ids: readonly string[]) => (ids.includes('*') ? '*' : ids.filter(isPlace));

/** The person, or null when there is none or he is no longer active. */
export async function activeUser(sql: Sql, id: string): Promise<User | null> {
  const [row] = await sql.all('SELECT * FROM "user" WHERE id = ?', [id]);
  const found = row && (decode(user, row) as User); // a row of the user table decodes to its record
  return found?.active ? found : null;
}

/** What a person may do, now: his roles at his places. A pattern that is none grants nothing. */
export async function rightsOf(sql: Sql, person: User): Promise<Rights> {
  if (person.roleIds.length === 0) return [];
  const rows = await sql.all(`SELECT * FROM "role" WHERE id IN (${places(person.roleIds.length)})`, person.roleIds);
  return rows.map((row): Grant => {
    const { allow, deny } = decode(role, row) as RecordOf<typeof role>; // a row of the role table decodes to its record
    return {
      allow: allow.filter(isPattern),
      deny: deny.filter(isPattern),
      stores: placesOf(person.stores),
      warehouses: placesOf(person.warehouses),
    };
  });
}
