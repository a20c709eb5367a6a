import { AppError } from '../../shared/kernel/errors';
import type { Retired } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { audit } from './audit';

interface Asked {
  readonly clientId: string;
  readonly device: string;
  /** Gestures that the desk would send again under a new client. */
  readonly uids: readonly string[];
}

/** Those of these gestures that came in, done or parked, under whichever client. */
async function knownUids(sql: Sql, uids: readonly string[]): Promise<string[]> {
  if (uids.length === 0) return [];
  const list = sql.dialect === 'postgres' ? 'jsonb_array_elements_text(?::jsonb)' : 'json_each(?)';
  const rows = await sql.all(`SELECT uid FROM sync_uid WHERE uid IN (SELECT value FROM ${list})`, [
    JSON.stringify(uids),
  ]);
  const known = new Set(rows.map((row) => String(row['uid'])));
  return uids.filter((uid) => known.has(uid));
}

/** Locks the client's row, so that a push under way ends before, and what comes later finds it retired. */
async function fence(sql: Sql, { clock }: Context, { clientId, device }: Asked): Promise<number> {
  const locking = sql.dialect === 'postgres' ? ' FOR UPDATE' : '';
  const [row] = await sql.all(`SELECT device, lmid, retired FROM sync_client WHERE id = ?${locking}`, [clientId]);
  // A centre restored from before this client has nothing to fence: pushes for it are refused as those of a stranger.
  if (!row) return 0;
  if (row['device'] !== device)
    throw new AppError('notFound', 'no such client of this desk', { reason: 'unknownClient' });
  if (Number(row['retired']) === 0) {
    await sql.run('UPDATE sync_client SET retired = 1 WHERE id = ?', [clientId]);
    await audit(sql, `client/${clientId}`, [
      { at: clock.now(), actor: null, device, verb: 'client.retire', uid: null, touches: null },
    ]);
  }
  return Number(row['lmid']);
}

/**
 * Fences an incarnation of a desk's files for ever: nothing of it can still arrive. Answers with its last number and with those of the
 * gestures that have been dealt with. May be asked again; throws `notFound` (unknownClient) for the client of another desk.
 */
export function retireClient(context: Context, asked: Asked): Promise<Retired> {
  return context.db.write(async (sql) => ({
    lmid: await fence(sql, context, asked),
    known: await knownUids(sql, asked.uids),
  }));
}
