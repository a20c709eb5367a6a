import { join } from 'node:path';
import type { Domain } from '../../../shared/kernel/register';
import { openReplica, type Replica } from './replica';
import { quarantine } from './replica/quarantine';

/** Does SQLite find nothing wrong with the file? Reads all of it. */
export async function isSound(replica: Replica): Promise<boolean> {
  try {
    const rows = await replica.reader.all('PRAGMA quick_check(1)');
    return rows.length === 1 && Object.values(rows[0] ?? {})[0] === 'ok';
  } catch {
    return false;
  }
}

/** Sets a closed replica aside and begins a new one: empty, to be filled from the centre. */
export async function beginReplicaAnew(folder: string, domain: Domain): Promise<Replica> {
  await quarantine(join(folder, 'replica.db'));
  return openReplica(folder, domain);
}
