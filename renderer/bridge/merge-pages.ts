import type { AnyRecord } from '../../shared/kernel/entity';
import type { Page } from '../../shared/kernel/query';

type Pages = readonly Page<AnyRecord>[];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function rowOf(pages: Pages, id: string): AnyRecord | undefined {
  for (const page of pages) {
    const found = page.rows.find((row) => row.id === id);
    if (found) return found;
  }
  return undefined;
}

/**
 * Brings the pages of a list up to date with the records that changed, without reading the list again.
 * @param fresh what the list's own query says today of the changed ids alone
 * @param sortedBy the fields that the list is ordered by
 * @returns null when rows come, go or move, so that the list has to be read again
 */
export function mergePages(
  pages: Pages,
  ids: readonly string[],
  fresh: Page<AnyRecord>,
  sortedBy: readonly string[],
): Page<AnyRecord>[] | null {
  const today = new Map(fresh.rows.map((row) => [row.id, row]));
  const touched = new Set<string>();
  for (const id of ids) {
    const before = rowOf(pages, id);
    const after = today.get(id);
    if (!before && !after) continue;
    if (!before || !after || sortedBy.some((field) => !same(before[field], after[field]))) return null;
    touched.add(id);
  }
  return pages.map((page) => {
    if (!page.rows.some((row) => touched.has(row.id))) return page;
    const rows = page.rows.map((row) => (touched.has(row.id) ? (today.get(row.id) ?? row) : row));
    const settled = page.pending.filter((id) => !touched.has(id));
    const waiting = fresh.pending.filter((id) => page.rows.some((row) => row.id === id));
    return { ...page, rows, pending: [...settled, ...waiting] };
  });
}
