import { randomUUID } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';
import { orderId, storeId, variantId, warehouseId } from './bench-shop';

async function remark(client: PoolClient, desk: number, at: number): Promise<void> {
  const text =
    'INSERT INTO "orderComment" (id, "orderId", "storeId", at, "actorId", text) VALUES ($1, $2, $3, $4, $5, $6)';
  const values = [
    randomUUID(),
    orderId(desk, at),
    storeId(desk),
    Date.now(),
    'user-manager',
    `Remark ${at} of desk ${desk}`,
  ];
  await client.query({ name: 'remark', text, values });
}

async function receive(client: PoolClient, desk: number, at: number): Promise<void> {
  const [house, variant] = [warehouseId(desk), variantId(desk, at)];
  await client.query({
    name: 'movement',
    text: `INSERT INTO "stockMovement" (id, "warehouseId", "variantId", delta, reason, at, "actorId", "orderId", note)
           VALUES ($1, $2, $3, $4, 'received', $5, 'user-manager', NULL, NULL)`,
    values: [randomUUID(), house, variant, 1000, Date.now()],
  });
  await client.query({
    name: 'level',
    text: `INSERT INTO "stockLevel" (id, "warehouseId", "variantId", quantity) VALUES ($1, $2, $3, $4)
           ON CONFLICT (id) DO UPDATE SET quantity = "stockLevel".quantity + excluded.quantity`,
    values: [`${house}:${variant}`, house, variant, 1000],
  });
}

async function transaction(
  pool: Pool,
  { desk, from, count }: { desk: number; from: number; count: number },
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (let at = from; at < from + count; at += 1) await (at % 2 === 0 ? remark : receive)(client, desk, at);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/**
 * The same rows in transactions of the same size, by SQL written by hand, over as many connections as there are pushes at a time; nobody is
 * asked whether he may, nothing is remembered for desks. Gestures a second.
 */
export async function plainWrites(
  url: string,
  { desks, perPush, atOnce, ms }: { desks: number; perPush: number; atOnce: number; ms: number },
): Promise<number> {
  const pool = new Pool({ connectionString: url, max: atOnce });
  const begun = new Map<number, number>();
  let next = 0;
  let written = 0;
  const end = performance.now() + ms;
  const start = performance.now();
  const work = async () => {
    while (performance.now() < end) {
      const desk = (next += 1) % desks;
      const from = begun.get(desk) ?? 0;
      begun.set(desk, from + perPush);
      await transaction(pool, { desk, from, count: perPush });
      written += perPush;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - start) / 1000;
  await pool.end();
  return written / seconds;
}
