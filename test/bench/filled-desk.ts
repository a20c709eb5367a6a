import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReplica, type Replica } from '../../main/core/store/replica';
import { domain } from '../../shared/domain/domain';
import { madeRows } from './made-rows';

export interface FilledDesk {
  readonly folder: string;
  readonly replica: Replica;
  close(): Promise<void>;
}

/** A replica with so many orders, variants and barcodes. */
export async function fillDesk(size: number): Promise<FilledDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'backroom-bench-'));
  const replica = await openReplica(folder, domain);
  await replica.write((tx) => tx.setState({ capture: false }));
  for (const name of ['variant', 'barcode', 'order'] as const) {
    const { columns, rows } = madeRows(name, size);
    const entity = domain.entity(name);
    await replica.write(async (tx) => {
      await tx.beginBulk(entity, size);
      await tx.applyRows(entity, columns, rows);
      await tx.endBulk(entity);
    });
  }
  await replica.write((tx) => tx.setState({ capture: true }));
  return {
    folder,
    replica,
    async close() {
      await replica.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
