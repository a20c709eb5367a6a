import { z } from 'zod';
import { idSchema } from './id';

/** How a value is kept: the same text and integers in SQLite and in PostgreSQL, so that rows can be compared byte for byte. */
export type ColumnType = 'text' | 'integer' | 'json';

export const fieldKinds = [
  'text',
  'localized',
  'integer',
  'money',
  'quantity',
  'rate',
  'barcode',
  'choice',
  'ref',
  'date',
  'flag',
  'image',
  'richText',
  'list',
  'address',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** What a screen or a store needs to know of a field beyond its kind. */
export interface FieldOptions {
  /** Longest text, in characters. */
  readonly max?: number;
  /** Text of several lines. */
  readonly multiline?: boolean;
  /** Name of the sibling field that holds the ISO 4217 currency of a money field. */
  readonly currency?: string;
  /** The values of a choice, in the order of the trade. */
  readonly choices?: readonly string[];
  /** The entity that a ref, or a list of refs, points to. */
  readonly entity?: string;
  /** What a list holds. */
  readonly item?: Field<unknown>;
  /** What records have that were there before the field was. */
  readonly initial?: unknown;
}

/** A field of an entity. `T` is its value in a record; optional fields hold `null`. */
export interface Field<T> {
  readonly kind: FieldKind;
  readonly schema: z.ZodType<T>;
  readonly column: ColumnType;
  readonly optional: boolean;
  readonly options: FieldOptions;
}

export type ValueOf<F> = F extends Field<infer T> ? T : never;

function field<T>(kind: FieldKind, schema: z.ZodType<T>, column: ColumnType, options: FieldOptions = {}): Field<T> {
  return { kind, schema, column, optional: false, options };
}

/** The languages that content is kept in; the first is the fallback. */
export const contentLocales = ['en', 'de'] as const;
export type ContentLocale = (typeof contentLocales)[number];
export type LocalizedText = { [L in ContentLocale]?: string | undefined };

const MONEY_LIMIT = 100_000_000_000;
const QUANTITY_LIMIT = 1_000_000_000;

export const text = (options: { max?: number; min?: number; multiline?: boolean } = {}) =>
  field(
    'text',
    z
      .string()
      .min(options.min ?? 1)
      .max(options.max ?? 255),
    'text',
    { max: options.max ?? 255, multiline: options.multiline ?? false },
  );

export const localized = (options: { max?: number } = {}) => {
  const one = z.string().max(options.max ?? 255);
  return field<LocalizedText>('localized', z.object({ en: one.optional(), de: one.optional() }), 'json', {
    max: options.max ?? 255,
  });
};

export const integer = (options: { min?: number; max?: number } = {}) =>
  field(
    'integer',
    z
      .int()
      .min(options.min ?? -QUANTITY_LIMIT)
      .max(options.max ?? QUANTITY_LIMIT),
    'integer',
  );

/** Integer minor units; `currency` names the sibling field with the currency. Negative only where `signed`. */
export const money = (options: { currency?: string; signed?: boolean } = {}) =>
  field(
    'money',
    z
      .int()
      .min(options.signed ? -MONEY_LIMIT : 0)
      .max(MONEY_LIMIT),
    'integer',
    options.currency ? { currency: options.currency } : {},
  );

/** Integer thousandths of a unit. `signed` for deltas and for stock, which facts may drive below zero. */
export const quantity = (options: { signed?: boolean } = {}) =>
  field(
    'quantity',
    z
      .int()
      .min(options.signed ? -QUANTITY_LIMIT : 0)
      .max(QUANTITY_LIMIT),
    'integer',
  );

/** Integer basis points: 19 % is 1900. */
export const rate = () => field('rate', z.int().min(0).max(10000), 'integer');

export const barcode = () =>
  field(
    'barcode',
    z
      .string()
      .min(1)
      .max(80)
      .regex(/^[\x20-\x7e]+$/, 'not printable ASCII'),
    'text',
    { max: 80 },
  );

export const choice = <const C extends readonly [string, ...string[]]>(choices: C) =>
  field<C[number]>('choice', z.enum(choices), 'text', { choices });

/** The id of a record of another entity, which is given by name so that entity files need not import each other. */
export const ref = (entity: string) => field('ref', idSchema, 'text', { entity });

/** An instant, UTC milliseconds. */
export const date = () => field('date', z.int().min(0).max(8_640_000_000_000_000), 'integer');

export const flag = () => field<boolean>('flag', z.boolean(), 'integer');

/** A picture or file, named by the SHA-256 of its bytes. */
export const image = () =>
  field('image', z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), type: z.string().max(80) }), 'json');

export const richText = () => field('richText', z.string().max(100_000), 'text');

export const list = <T>(item: Field<T>, options: { max?: number } = {}) =>
  field<T[]>('list', z.array(item.schema).max(options.max ?? 500), 'json', {
    item,
    ...(item.options.entity ? { entity: item.options.entity } : {}),
  });

const line = z.string().max(255);
export const addressSchema = z.object({
  salutation: line.optional(),
  firstName: line,
  lastName: line,
  company: line.optional(),
  address1: line,
  address2: line.optional(),
  zip: z.string().max(15),
  city: line,
  region: line.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'not an ISO 3166 country code'),
  phone: z.string().max(40).optional(),
});
export type Address = z.infer<typeof addressSchema>;
export const address = () => field<Address>('address', addressSchema, 'json');

/** The same field, come later to an entity: records that were there before have this value. One that may be empty needs none. */
export const addedLater = <T>(inner: Field<T>, initial: T): Field<T> => ({
  ...inner,
  options: { ...inner.options, initial },
});

/** The same field, allowed to be empty (`null`). */
export const optional = <T>(inner: Field<T>): Field<T | null> => ({
  ...inner,
  schema: inner.schema.nullable(),
  optional: true,
});
