import { z } from 'zod';
import type { ContentLocale, Field, ValueOf } from './field';
import { idSchema } from './id';

export type Fields = Record<string, Field<unknown>>;

/** A row's unit of replication and right: one shared scope, or one per store or warehouse, named by a field of the row. */
export type ScopeRule =
  { readonly shared: string } | { readonly place: PlaceKind; /** Field with the place's id. */ readonly field: string };

export const placeKinds = ['store', 'warehouse'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface SortKey {
  readonly field: string;
  readonly dir: 'asc' | 'desc';
}

/** What a default list shows. `sortable` columns and `filters` get an index; `search` feeds the full-text table. */
export interface ListRule {
  readonly columns: readonly string[];
  readonly sort: SortKey;
  readonly sortable?: readonly string[];
  readonly filters?: readonly string[];
  readonly search?: readonly string[];
}

export interface FormSection {
  readonly section: string;
  readonly fields: readonly string[];
}

/** How people call an entity, its fields and the values of its choices. English field names default to the field's name in words. */
export interface Words {
  readonly one: string;
  readonly many: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Capabilities {
  readonly read: string;
  readonly create: string;
  readonly update: string;
  readonly remove: string;
}

/** A noun of the trade, said once; tables, validation, search, IPC, sync, rights, import, export and screens are read from it. */
export interface Entity<F extends Fields = Fields> {
  readonly name: string;
  readonly area: string;
  readonly fields: F;
  readonly scope: ScopeRule;
  /** The field whose value names a record to people. */
  readonly title: string;
  /** The ref field to the record that this one is a part of: an order item's order. Parts are shown on their whole. */
  readonly partOf?: string;
  readonly list: ListRule;
  readonly form: readonly FormSection[];
  /** Further indexes, as lists of fields. */
  readonly indexes: readonly (readonly string[])[];
  readonly capabilities: Capabilities;
  readonly words: Readonly<Record<ContentLocale, Words>>;
  /** Validates a whole record. */
  readonly schema: z.ZodType<AnyRecord>;
}

export type AnyRecord = { id: string } & Record<string, unknown>;
export type RecordOf<E extends Entity> = { id: string } & {
  -readonly [K in keyof E['fields']]: ValueOf<E['fields'][K]>;
};
/** A record as typed into a form: some fields still missing. */
export type DraftOf<E extends Entity> = Partial<RecordOf<E>> & { id: string };

interface EntityInput<F extends Fields> {
  name: string;
  area: string;
  fields: F;
  scope: ScopeRule;
  title: keyof F & string;
  partOf?: keyof F & string;
  list: {
    columns: readonly (keyof F & string)[];
    sort: { field: keyof F & string; dir: 'asc' | 'desc' };
    sortable?: readonly (keyof F & string)[];
    filters?: readonly (keyof F & string)[];
    search?: readonly (keyof F & string)[];
  };
  form?: readonly { section: string; fields: readonly (keyof F & string)[] }[];
  indexes?: readonly (readonly (keyof F & string)[])[];
  words: {
    en: { one: string; many: string; fields?: { [K in keyof F]?: string }; choices?: Words['choices'] };
    de: { one: string; many: string; fields: { [K in keyof F]: string }; choices?: Words['choices'] };
  };
}

/** `customReference` → `Custom reference`; a trailing `Id` is the shop's business, not the reader's. */
function inWords(name: string): string {
  const spaced = name.replace(/Ids?$/, '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function wordsOf<F extends Fields>({ words: { en, de }, fields }: EntityInput<F>): Entity['words'] {
  const labels = Object.keys(fields).map((name) => [name, en.fields?.[name] ?? inWords(name)] as const);
  return {
    en: { one: en.one, many: en.many, fields: Object.fromEntries<string>(labels), choices: en.choices ?? {} },
    de: { one: de.one, many: de.many, fields: de.fields, choices: de.choices ?? {} },
  };
}

/** Declares an entity. Capabilities are `<area>.<name>.<verb>`; a form without sections shows every field in one. */
export function defineEntity<const F extends Fields>(input: EntityInput<F>): Entity<F> {
  const capability = (verb: string) => `${input.area}.${input.name}.${verb}`;
  const shape = Object.fromEntries(Object.entries(input.fields).map(([name, f]) => [name, f.schema]));
  return {
    ...input,
    form: input.form ?? [{ section: 'general', fields: Object.keys(input.fields) }],
    indexes: input.indexes ?? [],
    words: wordsOf(input),
    capabilities: {
      read: capability('read'),
      create: capability('create'),
      update: capability('update'),
      remove: capability('remove'),
    },
    schema: z.strictObject({ id: idSchema, ...shape }),
  };
}

/** The scope that a row belongs to: `catalog`, `store/<id>`, `warehouse/<id>`. */
export function scopeOf(entity: Entity, record: Record<string, unknown>): string {
  return 'shared' in entity.scope ? entity.scope.shared : `${entity.scope.place}/${String(record[entity.scope.field])}`;
}
