import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseFile } from '../database-file';

/** Who this set of files is to the centre. All null on a desk that never met one. */
export interface Identity {
  readonly clientId: string | null;
  readonly epoch: string | null;
  readonly incarnation: string | null;
  /** The number that the next gesture gets. */
  readonly nextMid: number;
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** The identity of the local files; its incarnation is also kept outside of the database, so that a restored or copied file is noticed. */
export class IdentityStore {
  private readonly outsideFile: string;

  constructor(
    private readonly file: DatabaseFile,
    private readonly folder: string,
  ) {
    this.outsideFile = join(folder, 'incarnation');
  }

  async get(): Promise<Identity> {
    const [row] = await this.file.read('SELECT client_id, epoch, incarnation, next_mid FROM identity');
    return {
      clientId: text(row?.['client_id']),
      epoch: text(row?.['epoch']),
      incarnation: text(row?.['incarnation']),
      nextMid: Number(row?.['next_mid'] ?? 1),
    };
  }

  /** The incarnation as the file outside has it; null when there is none. Differs from `get()` when the journal was restored or copied. */
  async outside(): Promise<string | null> {
    const content = await readFile(this.outsideFile, 'utf8').catch(() => '');
    return content.trim() === '' ? null : content.trim();
  }

  /** Names these files: outside first, so that a crash between leaves a mismatch, never a false match. */
  async setIncarnation(incarnation: string): Promise<void> {
    const draft = `${this.outsideFile}.new`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(incarnation);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, this.outsideFile);
    await this.file.write((sql) => sql.run('UPDATE identity SET incarnation = ?', [incarnation]));
  }

  /** What the centre called this incarnation, and the centre's epoch. */
  async setClient({ clientId, epoch }: { clientId: string; epoch: string }): Promise<void> {
    await this.file.write((sql) => sql.run('UPDATE identity SET client_id = ?, epoch = ?', [clientId, epoch]));
  }
}
