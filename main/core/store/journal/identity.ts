import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseFile } from '../database-file';
import { keepFile } from '../durable-file';

/** Who this set of files is to the centre. All null on a desk that never met one. */
export interface Identity {
  readonly clientId: string | null;
  readonly epoch: string | null;
  readonly incarnation: string | null;
  /** The number that the next gesture gets. */
  readonly nextMid: number;
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

/** The name that a copy of the journal goes by: never that of the file outside. */
export const copiedName = `UPDATE identity SET incarnation = 'copy.' || incarnation WHERE incarnation NOT LIKE 'copy.%'`;

/**
 * The identity of the local files. Its incarnation, and how often the journal was opened, are also kept outside of the database: a file
 * that was restored or copied has another name, or has been opened less often.
 */
export class IdentityStore {
  private readonly outsideFile: string;

  constructor(
    private readonly file: DatabaseFile,
    folder: string,
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
    return (await this.readOutside()).incarnation;
  }

  /** Names these files: outside first, so that a crash between leaves a mismatch, never a false match. */
  async setIncarnation(incarnation: string): Promise<void> {
    await this.setOutside(incarnation);
    await this.file.write((sql) => sql.run('UPDATE identity SET incarnation = ?', [incarnation]));
  }

  /** Names these files in the file outside only, durably. */
  async setOutside(incarnation: string): Promise<void> {
    await keepFile(this.outsideFile, `${incarnation}\n${await this.opens()}\n`);
  }

  /** What the centre called this incarnation, and the centre's epoch. */
  async setClient({ clientId, epoch }: { clientId: string; epoch: string }): Promise<void> {
    await this.file.write((sql) => sql.run('UPDATE identity SET client_id = ?, epoch = ?', [clientId, epoch]));
  }

  /** Counts this opening, inside first. A journal that lags behind the file outside is an older one put back: it loses its name. */
  async noteOpened(): Promise<void> {
    const outside = await this.readOutside();
    await this.file.write(async (sql) => {
      const [row] = await sql.all(`SELECT value FROM counter WHERE name = 'journal.opened'`);
      const inside = Number(row?.['value'] ?? 0);
      if (inside < outside.opens) await sql.run(copiedName);
      await sql.run(
        `INSERT INTO counter (name, value) VALUES ('journal.opened', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
        [Math.max(inside, outside.opens) + 1],
      );
    });
    // A full disk must not keep anybody from working; then the next opening counts for both.
    if (outside.incarnation !== null) await this.setOutside(outside.incarnation).catch(() => undefined);
  }

  /** How often this journal was opened before. */
  async opens(): Promise<number> {
    const [row] = await this.file.read(`SELECT value FROM counter WHERE name = 'journal.opened'`);
    return Number(row?.['value'] ?? 0);
  }

  private async readOutside(): Promise<{ incarnation: string | null; opens: number }> {
    const content = await readFile(this.outsideFile, 'utf8').catch(() => '');
    const [incarnation = '', opens = ''] = content.split('\n').map((line) => line.trim());
    return { incarnation: incarnation === '' ? null : incarnation, opens: Number.parseInt(opens, 10) || 0 };
  }
}
