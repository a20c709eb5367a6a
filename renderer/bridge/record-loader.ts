import type { AnyRecord } from '../../shared/kernel/entity';
import type { Bridge } from '../../shared/protocol/bridge';

/** A record as one reads it: null when there is none, and whether changes of it still wait for the centre. */
export interface Loaded {
  record: AnyRecord | null;
  pending: boolean;
}

interface Waiting {
  resolve(loaded: Loaded): void;
  reject(error: unknown): void;
}

/** As many ids as one read may name. */
const BATCH = 200;

/** Looks single records up, but reads together what is asked for in the same moment: a grid's refs cost one read, not a hundred. */
export function createRecordLoader(bridge: Bridge): (entity: string, id: string) => Promise<Loaded> {
  const queues = new Map<string, Map<string, Waiting[]>>();

  const readBatch = async (entity: string, batch: readonly (readonly [string, Waiting[]])[]) => {
    try {
      const ids = batch.map(([id]) => id);
      const page = await bridge.read({ entity, where: [{ field: 'id', op: 'in', value: ids }], limit: ids.length });
      const rows = new Map(page.rows.map((row) => [row.id, row]));
      for (const [id, waiting] of batch) {
        const loaded = { record: rows.get(id) ?? null, pending: page.pending.includes(id) };
        for (const one of waiting) one.resolve(loaded);
      }
    } catch (error) {
      for (const [, waiting] of batch) for (const one of waiting) one.reject(error);
    }
  };

  const flush = (entity: string) => {
    const asked = [...(queues.get(entity) ?? [])];
    queues.delete(entity);
    for (let at = 0; at < asked.length; at += BATCH) void readBatch(entity, asked.slice(at, at + BATCH));
  };

  return (entity, id) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(entity) ?? new Map<string, Waiting[]>();
      if (queue.size === 0) setTimeout(() => flush(entity), 0);
      queues.set(entity, queue.set(id, [...(queue.get(id) ?? []), { resolve, reject }]));
    });
}
