import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import type { Client } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { epochOf } from '../store/meta';

export interface ClientRow {
  readonly id: string;
  readonly lmid: number;
}

interface Asked {
  readonly clientId: string;
  readonly epoch: string;
  readonly device: string;
}

/**
 * The client that a request speaks for. `lock` keeps it for the transaction: whoever pushes for it waits.
 * Throws `notFound` (unknownClient), `conflict` (retired, epoch).
 */
export async function clientOf(sql: Sql, asked: Asked, lock = false): Promise<ClientRow> {
  const locking = lock && sql.dialect === 'postgres' ? ' FOR UPDATE' : '';
  const now = '(SELECT epoch FROM sync_meta WHERE id = 1) AS epoch';
  const [row] = await sql.all(`SELECT *, ${now} FROM sync_client WHERE id = ?${locking}`, [asked.clientId]);
  const epoch = row ? row['epoch'] : await epochOf(sql);
  if (asked.epoch !== epoch)
    throw new AppError('conflict', 'the centre has begun a new epoch', { reason: 'epoch', epoch });
  if (row?.['device'] !== asked.device)
    throw new AppError('notFound', 'no such client of this desk', { reason: 'unknownClient' });
  if (Number(row['retired']) !== 0)
    throw new AppError('conflict', 'this client is retired', { reason: 'retired', lmid: Number(row['lmid']) });
  return { id: asked.clientId, lmid: Number(row['lmid']) };
}

/** An incarnation of a desk's files introduces itself. The same one gets the same client again. */
export async function registerClient(context: Context, device: string, incarnation: string): Promise<Client> {
  const { db, clock, limits } = context;
  const { row, epoch } = await db.write(async (sql) => {
    const now = clock.now();
    await sql.run(
      `INSERT INTO sync_client (id, device, incarnation, lmid, retired, created_at) VALUES (?, ?, ?, 0, 0, ?)
       ON CONFLICT DO NOTHING`,
      [randomUUID(), device, incarnation, now],
    );
    const [found] = await sql.all('SELECT * FROM sync_client WHERE device = ? AND incarnation = ?', [
      device,
      incarnation,
    ]);
    return { row: found, epoch: await epochOf(sql) };
  });
  return {
    clientId: String(row?.['id']),
    epoch,
    lmid: Number(row?.['lmid']),
    time: clock.now(),
    limits: { outbox: limits.outbox },
  };
}
