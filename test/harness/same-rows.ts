import { domain } from '../../shared/domain/domain';
import { scopeOf } from '../../shared/kernel/entity';
import { decode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { quoted } from '../../shared/store/sql';
import type { TestCentre } from './test-centre';
import type { WireDesk } from './wire-desk';

/** The centre's own rows of every scope, as a desk would hold them. */
export async function tablesOf({ rows }: TestCentre) {
  const scopes: Record<string, Record<string, Record<string, string>>> = {};
  for (const entity of [...domain.entities].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const names = columnsOf(entity).map(({ name }) => name);
    for (const row of await rows(`SELECT * FROM ${quoted(entity.name)} ORDER BY id`)) {
      const tables = (scopes[scopeOf(entity, decode(entity, row))] ??= {});
      const table = (tables[entity.name] ??= {});
      table[String(row['id'])] = JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name]])));
    }
  }
  return scopes;
}

/** What the desk holds of these scopes is what the centre's tables have, row by row; at most a few differences are told. */
export async function expectSame(desk: WireDesk, it_: TestCentre, scopes: readonly string[]): Promise<void> {
  const tables = await tablesOf(it_);
  const flat = (scope: string, rows: Record<string, Record<string, string>>) =>
    Object.entries(rows).flatMap(([entity, table]) =>
      Object.entries(table).map(([id, row]) => `${scope} ${entity} ${id} ${row}`),
    );
  const theirs = new Set(scopes.flatMap((scope) => flat(scope, desk.scopeRows(scope))));
  const ours = new Set(scopes.flatMap((scope) => flat(scope, tables[scope] ?? {})));
  const missing = [...ours].filter((row) => !theirs.has(row));
  const surplus = [...theirs].filter((row) => !ours.has(row));
  expect({ missing: missing.slice(0, 3), surplus: surplus.slice(0, 3) }).toEqual({ missing: [], surplus: [] });
}
