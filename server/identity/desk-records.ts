import { desk } from '../../shared/domain/administration/desk';
import { must } from '../../shared/kernel/assert';
import type { Sql } from '../../shared/store/sql';
import { createVerbTx } from '../../shared/store/verb-tx';
import type { Context } from '../context';
import { logTouches } from '../authority/scope-log';
import { addTouch, type Touches } from '../authority/touches';

type Versions = Readonly<Record<string, number>>;

/** The records of these desks as people see them, for those that have none yet; told to whoever may hold them. */
async function addRecords(sql: Sql, devices: readonly Record<string, unknown>[], now: number): Promise<Versions> {
  const touches: Touches = new Map();
  const onTouch = (touch: Parameters<typeof addTouch>[1]) => addTouch(touches, touch);
  const tx = createVerbTx({ sql, rights: null, capability: 'administration.desk.register', lock: true, onTouch });
  for (const device of devices) {
    const revokedAt = device['revoked_at'];
    await tx.put(desk, {
      id: String(device['id']),
      name: String(device['name']),
      number: Number(device['number']),
      registeredAt: Number(device['created_at']),
      revokedAt: revokedAt === null ? null : Number(revokedAt),
    });
  }
  return logTouches(sql, touches, now);
}

const knows = ({ domain }: Context) => domain.entities.some(({ name }) => name === desk.name);

/** The record of a desk that was just registered. In its transaction; the versions are to be published after the commit. */
export async function addDeskRecord(sql: Sql, context: Context, device: string): Promise<Versions> {
  if (!knows(context)) return {};
  const [row] = await sql.all('SELECT id, name, number, created_at, revoked_at FROM device WHERE id = ?', [device]);
  return addRecords(sql, [must(row, 'device')], context.clock.now());
}

/** Desks that were registered before there were records of them. */
export async function addMissingDeskRecords(context: Context): Promise<void> {
  if (!knows(context)) return;
  const versions = await context.db.write(async (sql) => {
    const rows = await sql.all(
      'SELECT id, name, number, created_at, revoked_at FROM device WHERE id NOT IN (SELECT id FROM "desk") ORDER BY number',
    );
    return rows.length === 0 ? {} : addRecords(sql, rows, context.clock.now());
  });
  context.hub.publish(versions);
}

/** A gesture has taken desks out of service: from its commit on the centre knows them no more. */
export async function shutOut(sql: Sql, touches: Touches): Promise<void> {
  for (const { entity, id, after } of touches.values()) {
    const at = entity.name === desk.name ? after?.['revokedAt'] : null;
    if (typeof at === 'number')
      await sql.run('UPDATE device SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?', [at, id]);
  }
}

/** Is this desk out of service? */
export async function isShutOut(sql: Sql, device: string): Promise<boolean> {
  const [row] = await sql.all('SELECT revoked_at FROM device WHERE id = ?', [device]);
  return row !== undefined && row['revoked_at'] !== null;
}
