/** What both databases keep: text, and integers within ±2^53. Flags are 0 and 1, JSON is text. */
export type SqlValue = string | number | null;
export type Row = Record<string, SqlValue>;
export type Dialect = 'sqlite' | 'postgres';

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** A connection, or a transaction on one. Parameters are `?` in both dialects. */
export interface Sql {
  readonly dialect: Dialect;
  all(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  /** Resolves to the number of rows changed. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
}

/** A table's or column's name, fit for SQL. Names come from entities only, never from input. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `?, ?, ?` */
export function places(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

/** Statements joined by a word, each in brackets; `empty` when there are none. */
export function joined(parts: readonly Statement[], word: 'AND' | 'OR', empty: string): Statement {
  if (parts.length === 0) return { sql: empty, params: [] };
  return {
    sql: parts.map((part) => (parts.length > 1 ? `(${part.sql})` : part.sql)).join(` ${word} `),
    params: parts.flatMap((part) => part.params),
  };
}

/** `?` outside of quotes becomes `$1`, `$2` …, as PostgreSQL and Sequelize want them. */
export function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => (part === '?' ? `$${(count += 1)}` : part));
}
