import { join } from 'node:path';
import { assertKnownFormat } from '../../../shared/store/format/file-format';
import { asDiskFault } from './disk-faults';
import { readIfThere } from './durable-file';
import { JOURNAL_FORMAT } from './journal/tables';

/**
 * Throws `upgradeRequired` (`data.newer`) when a file of this desk was written by a later release: before any of them is opened, so that no
 * byte changes. A newer replica is not set aside either, though it could be fetched again: whoever has an older release for a moment would
 * be without his records until the line brings them, and gestures of newer verbs may wait in the journal that could not be shown.
 */
export function assertKnownFiles(folder: string, { version }: { readonly version: number }): Promise<void> {
  return asDiskFault(async () => {
    const rescue = await readIfThere(join(folder, 'journal.rescue'));
    const set = rescue ? join(folder, 'quarantine', rescue.toString('utf8'), 'journal.db') : null;
    for (const path of [join(folder, 'journal.db'), ...(set ? [set] : [])])
      await assertKnownFormat(path, JOURNAL_FORMAT);
    await assertKnownFormat(join(folder, 'replica.db'), version);
  });
}
