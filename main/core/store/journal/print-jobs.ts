import { AppError, type PlainError } from '../../../../shared/kernel/errors';
import type { PrinterConfig, PrintJob } from '../../../../shared/protocol/ipc';
import type { Row } from '../../../../shared/store/sql';
import type { DatabaseFile } from '../database-file';

/** A print job with what is to be printed, as the print room writes it down. */
export interface StoredPrintJob extends PrintJob {
  readonly content: string;
}

const columns = 'id, title, printer_id, copies, state, tries, at, actor, error, content';

function jobOf(row: Row): StoredPrintJob {
  const error = row['error'];
  return {
    id: String(row['id']),
    title: String(row['title']),
    printerId: String(row['printer_id']),
    copies: Number(row['copies']),
    state: row['state'] as PrintJob['state'], // written by this class only
    tries: Number(row['tries']),
    at: Number(row['at']),
    actor: String(row['actor']),
    error: typeof error === 'string' ? (JSON.parse(error) as PrintJob['error']) : null, // written by `update`
    content: String(row['content']),
  };
}

/** The queue of what is to be printed; it survives a restart. */
export class PrintJobs {
  constructor(private readonly file: DatabaseFile) {}

  /** Durable when it resolves. The same id again changes nothing. */
  async add(job: Omit<StoredPrintJob, 'state' | 'tries' | 'error'>): Promise<StoredPrintJob> {
    const { id, title, printerId, copies, at, actor, content } = job;
    await this.file.write((sql) =>
      sql.run(
        `INSERT INTO print_job (id, title, printer_id, copies, state, tries, at, actor, content)
         VALUES (?, ?, ?, ?, 'queued', 0, ?, ?, ?) ON CONFLICT DO NOTHING`,
        [id, title, printerId, copies, at, actor, content],
      ),
    );
    return this.get(id);
  }

  /** `notFound` when there is none. */
  async get(id: string): Promise<StoredPrintJob> {
    const [row] = await this.file.read(`SELECT ${columns} FROM print_job WHERE id = ?`, [id]);
    if (!row) throw new AppError('notFound', 'no such print job', { reason: 'print.unknownJob' });
    return jobOf(row);
  }

  /** Newest first. */
  async list(limit: number): Promise<StoredPrintJob[]> {
    const rows = await this.file.read(`SELECT ${columns} FROM print_job ORDER BY at DESC, id DESC LIMIT ?`, [limit]);
    return rows.map(jobOf);
  }

  /** The one to print next: the oldest that is queued, or was being printed when the desk went down. */
  async next(): Promise<StoredPrintJob | null> {
    const [row] = await this.file.read(
      `SELECT ${columns} FROM print_job WHERE state IN ('printing', 'queued') ORDER BY at, id LIMIT 1`,
    );
    return row ? jobOf(row) : null;
  }

  /** A step of a job's life. Only from one of the states in `from`; false when it was in another. */
  async update(
    id: string,
    from: readonly PrintJob['state'][],
    to: { state: PrintJob['state']; tries?: number; error?: PlainError | null },
  ): Promise<boolean> {
    const changed = await this.file.write((sql) =>
      sql.run(
        `UPDATE print_job SET state = ?, tries = coalesce(?, tries), error = ?
         WHERE id = ? AND state IN (SELECT value FROM json_each(?))`,
        [to.state, to.tries ?? null, to.error ? JSON.stringify(to.error) : null, id, JSON.stringify(from)],
      ),
    );
    return changed > 0;
  }
}

/** The printers of this desk: an allow-list; nothing else is ever sent to. */
export class Printers {
  constructor(private readonly file: DatabaseFile) {}

  async list(): Promise<PrinterConfig[]> {
    const rows = await this.file.read('SELECT id, name, host, port, dpi FROM printer ORDER BY name COLLATE NOCASE, id');
    return rows.map((row) => ({
      id: String(row['id']),
      name: String(row['name']),
      host: String(row['host']),
      port: Number(row['port']),
      dpi: row['dpi'] as PrinterConfig['dpi'], // written by `save` only, which takes no other
    }));
  }

  async save({ id, name, host, port, dpi }: PrinterConfig): Promise<void> {
    await this.file.write((sql) =>
      sql.run(
        `INSERT INTO printer (id, name, host, port, dpi) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, host = excluded.host, port = excluded.port, dpi = excluded.dpi`,
        [id, name, host, port, dpi],
      ),
    );
  }

  async remove(id: string): Promise<void> {
    await this.file.write((sql) => sql.run('DELETE FROM printer WHERE id = ?', [id]));
  }
}
