import type { Entity } from '../kernel/entity';
import { contentLocales } from '../kernel/field';
import { prefixSql } from './condition-sql';
import { fieldOf } from './columns';
import { joined, quoted, type Dialect, type Statement } from './sql';

/** The trigram index knows nothing shorter. */
const SHORTEST = 3;

/** The desk's full-text table of an entity. */
export const searchTable = (entity: Pick<Entity, 'name'>): string => `${entity.name}__search`;

export interface SearchColumn {
  readonly name: string;
  /** Its text, as SQL; `row` is a prefix such as `new.`. */
  readonly sql: (row: string) => string;
}

/** What is searched: one column per text field, one per language of a localized field. */
export function searchColumns(entity: Entity, dialect: Dialect = 'sqlite'): SearchColumn[] {
  return (entity.list.search ?? []).flatMap((name): SearchColumn[] => {
    if (fieldOf(entity, name).kind !== 'localized') return [{ name, sql: (row) => `${row}${quoted(name)}` }];
    const cast = dialect === 'postgres' ? '::jsonb' : '';
    const path = dialect === 'postgres' ? '' : '$.';
    return contentLocales.map((locale) => ({
      name: `${name}_${locale}`,
      sql: (row) => `(${row}${quoted(name)}${cast}->>'${path}${locale}')`,
    }));
  });
}

const words = (search: string) => search.split(/[\s\0]+/).filter((word) => word !== '');
const isLong = (word: string) => Array.from(word).length >= SHORTEST;

/** Can the full-text table answer this search? It needs a word of three characters. */
export function isFullText(entity: Entity, search: string): boolean {
  return searchColumns(entity).length > 0 && words(search).some(isLong);
}

const escaped = (word: string) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function anywhere(entity: Entity, word: string, dialect: Dialect): Statement {
  const like = dialect === 'postgres' ? 'ILIKE' : 'LIKE';
  const guard = dialect === 'postgres' ? '' : '+';
  const parts = searchColumns(entity, dialect).map(({ sql }) => ({
    sql: `${guard}${sql('')} ${like} ? ESCAPE '\\'`,
    params: [`%${escaped(word)}%`],
  }));
  return joined(parts, 'OR', '1 = 0');
}

function atStart(
  entity: Entity,
  word: string,
  { dialect, guarded }: { dialect: Dialect; guarded: boolean },
): Statement {
  const guard = guarded && dialect === 'sqlite' ? '+' : '';
  const parts = searchColumns(entity, dialect).map(({ sql }) => prefixSql(`${guard}${sql('')}`, word, dialect));
  return joined(parts, 'OR', '1 = 0');
}

function matchSql(entity: Entity, search: string, select: string): Statement {
  const table = quoted(searchTable(entity));
  const phrases = words(search)
    .filter(isLong)
    .map((word) => `"${word.replaceAll('"', '""')}"`);
  return { sql: `SELECT ${select} FROM ${table} WHERE ${table} MATCH ?`, params: [phrases.join(' ')] };
}

/** Through the full-text table: every word of three characters or more, then the shorter ones by looking. Desk only. */
function matching(entity: Entity, search: string): Statement {
  const { sql, params } = matchSql(entity, search, 'rowid');
  const short = words(search).filter((word) => !isLong(word));
  const match = { sql: `"_row" IN (${sql})`, params };
  return joined([match, ...short.map((word) => anywhere(entity, word, 'sqlite'))], 'AND', '1 = 1');
}

/** Counts into column `n` what the full-text table finds, up to `bound`; `exact` unless shorter words narrow it further. Desk only. */
export function matchCountSql(entity: Entity, search: string, bound: number): Statement & { readonly exact: boolean } {
  const { sql, params } = matchSql(entity, search, '1');
  return {
    sql: `SELECT count(*) AS n FROM (${sql} LIMIT ?)`,
    params: [...params, bound],
    exact: words(search).every(isLong),
  };
}

/**
 * Rows in which every word of `search` occurs. A search with a word of three characters finds fragments; a shorter one finds beginnings.
 * `guarded` looks at each row instead of asking an index: right when most rows match anyway.
 */
export function searchSql(
  entity: Entity,
  search: string,
  { dialect, guarded }: { dialect: Dialect; guarded: boolean },
): Statement {
  if (searchColumns(entity).length === 0) return { sql: '1 = 0', params: [] };
  if (isFullText(entity, search)) {
    if (dialect === 'sqlite' && !guarded) return matching(entity, search);
    return joined(
      words(search).map((word) => anywhere(entity, word, dialect)),
      'AND',
      '1 = 1',
    );
  }
  return joined(
    words(search).map((word) => atStart(entity, word, { dialect, guarded })),
    'AND',
    '1 = 1',
  );
}
