import type { OutboxEntry } from '../store/journal/entry';
import type { Outbox } from '../store/journal/outbox';

const PAGE = 500;

/** Everything that waits above `mid`, in order. */
export async function entriesAbove(outbox: Outbox, mid: number): Promise<OutboxEntry[]> {
  const all: OutboxEntry[] = [];
  for (let above = mid; ;) {
    const page = await outbox.waiting(above, PAGE);
    all.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return all;
    above = last.mid;
  }
}
