import type { Json } from '../../../../shared/kernel/errors';
import type { DatabaseFile } from '../database-file';

/** What this desk remembers about itself, by key, and its counters. */
export class DeskSettings {
  constructor(private readonly file: DatabaseFile) {}

  /** Null when never set. Whoever reads parses it. */
  async get(key: string): Promise<Json> {
    const [row] = await this.file.read('SELECT value FROM setting WHERE key = ?', [key]);
    return row ? (JSON.parse(String(row['value'])) as Json) : null; // written by `set`
  }

  /** Durable when it resolves. */
  async set(key: string, value: Json): Promise<void> {
    await this.file.write((sql) =>
      sql.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
        key,
        JSON.stringify(value),
      ]),
    );
  }

  /** 1, 2, 3 … per name; never the same twice, whatever crashes. */
  async next(counter: string): Promise<number> {
    const [row] = await this.file.write((sql) =>
      sql.all(
        'INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value',
        [counter],
      ),
    );
    return Number(row?.['value']);
  }
}
