import { join } from 'node:path';
import type { Domain } from '../../../shared/kernel/register';
import { asDiskFault, isDamaged, unlessDamaged } from './disk-faults';
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
  await asDiskFault(() => quarantine(join(folder, 'replica.db')));
  return openReplica(folder, domain);
}

/**
 * Opens the replica and begins to work with it. Damage in the middle of the file shows only then: it is looked at as a whole, and when it is
 * broken the work begins on a new one. A file that is sound could only not be read just now, and gets a second try.
 */
export async function beginOnReplica<T>(
  { folder, domain }: { folder: string; domain: Domain },
  begin: (replica: Replica) => Promise<T>,
): Promise<T> {
  const replica = (await unlessDamaged(() => openReplica(folder, domain))) ?? (await beginReplicaAnew(folder, domain));
  try {
    return await begin(replica).catch(async (error: unknown) => {
      if (isDamaged(error) && (await isSound(replica))) return begin(replica);
      throw error;
    });
  } catch (error) {
    await replica.close();
    if (!isDamaged(error)) throw error;
  }
  return begin(await beginReplicaAnew(folder, domain));
}
