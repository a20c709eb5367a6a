import { domain } from '../../shared/domain/domain';

/** A row as an entry of the audit log keeps it. */
export interface AuditRow {
  readonly entity: string;
  readonly record: { readonly id: string } & Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isRow = (value: unknown): value is AuditRow =>
  isObject(value) &&
  typeof value['entity'] === 'string' &&
  isObject(value['record']) &&
  typeof value['record']['id'] === 'string';

/** The rows that one side of an entry tells of; none where it tells of something else, or was tampered with beyond reading. */
export function rowsIn(text: string): readonly AuditRow[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isRow) : [];
  } catch {
    return [];
  }
}

/** A row that an entry touched: as it was before and after. */
export interface TouchedRow {
  readonly entity: string;
  readonly id: string;
  readonly before: AuditRow['record'] | null;
  readonly after: AuditRow['record'] | null;
}

/** All rows that an entry touched, each once: those that are there afterwards in the order in which they were touched, then those that went. */
export function touchedRows(before: string, after: string): TouchedRow[] {
  const was = new Map(rowsIn(before).map(({ entity, record }) => [`${entity}\n${record.id}`, { entity, record }]));
  const now = rowsIn(after).map(({ entity, record }): TouchedRow => {
    const key = `${entity}\n${record.id}`;
    const old = was.get(key)?.record ?? null;
    was.delete(key);
    return { entity, id: record.id, before: old, after: record };
  });
  const gone = [...was.values()].map(({ entity, record }) => ({ entity, id: record.id, before: record, after: null }));
  return [...now, ...gone];
}

/** By which records an entry is found. */
export interface Found {
  readonly entity: string;
  readonly id: string;
}

const parts = new Map(
  domain.entities.flatMap(({ name, partOf, fields }) => {
    const whole = partOf && fields[partOf]?.options.entity;
    return partOf && whole ? [[name, { field: partOf, whole }] as const] : [];
  }),
);

/** What is part of what, as one text: with another, entries are found by other records. */
export const partsText = JSON.stringify([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The records that a touched row stands for: itself, and the whole that it was or is a part of: an order is changed by a comment on it. */
export function standsFor({ entity, id, before, after }: TouchedRow): Found[] {
  const part = parts.get(entity);
  const wholes = new Set([before, after].map((record) => part && record?.[part.field]));
  return [
    { entity, id },
    ...[...wholes].flatMap((whole) => (part && typeof whole === 'string' ? [{ entity: part.whole, id: whole }] : [])),
  ];
}

/** By which records an entry that touched these rows is found, each once. */
export function foundBy(rows: readonly TouchedRow[]): Found[] {
  const found = rows.flatMap(standsFor);
  return [...new Map(found.map((one) => [`${one.entity}\n${one.id}`, one])).values()];
}
