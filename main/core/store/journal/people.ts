import type { Person } from '../../../../shared/protocol/ipc';
import type { SignedGrant } from '../../../../shared/protocol/sync';
import type { Row } from '../../../../shared/store/sql';
import type { DatabaseFile } from '../database-file';

/** A person who has signed in here before, and may do so again without the line while the grant lives. */
export interface KnownPerson extends Person {
  readonly grant: SignedGrant;
  /** An argon2id hash of the password, with its salt and parameters. */
  readonly verifier: string;
  /** UTC ms. */
  readonly lastSignIn: number;
  /** The key that signs this person's gestures here, under his password (`wrapKey`); null since before gestures were signed. */
  readonly wrappedKey: string | null;
}

/** Wrong tries under a user name, known here or not, and when the next check is allowed, UTC ms. */
export interface TryCount {
  readonly tries: number;
  readonly until: number;
}

const columns = 'user_id, user_name, name, grant_text, grant_signature, verifier, last_sign_in, wrapped_key';

function personOf(row: Row): KnownPerson {
  return {
    userId: String(row['user_id']),
    userName: String(row['user_name']),
    name: String(row['name']),
    grant: { text: String(row['grant_text']), signature: String(row['grant_signature']) },
    verifier: String(row['verifier']),
    lastSignIn: Number(row['last_sign_in']),
    wrappedKey: typeof row['wrapped_key'] === 'string' ? row['wrapped_key'] : null,
  };
}

/** The people of this desk. */
export class People {
  constructor(private readonly file: DatabaseFile) {}

  /** Last signed in first. */
  async list(): Promise<KnownPerson[]> {
    return (await this.file.read(`SELECT ${columns} FROM person ORDER BY last_sign_in DESC, user_id`)).map(personOf);
  }

  async find(userName: string): Promise<KnownPerson | null> {
    const [row] = await this.file.read(`SELECT ${columns} FROM person WHERE user_name = ? COLLATE NOCASE`, [userName]);
    return row ? personOf(row) : null;
  }

  /** Keeps or renews a person. A user name that has passed to somebody else goes with it. */
  async save({ userId, userName, name, grant, verifier, lastSignIn, wrappedKey }: KnownPerson): Promise<void> {
    await this.file.write(async (sql) => {
      await sql.run('DELETE FROM person WHERE user_id = ? OR user_name = ? COLLATE NOCASE', [userId, userName]);
      const values = [userId, userName, name, grant.text, grant.signature, verifier, lastSignIn, wrappedKey];
      await sql.run(`INSERT INTO person (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, values);
    });
  }

  async remove(userId: string): Promise<void> {
    await this.file.write((sql) => sql.run('DELETE FROM person WHERE user_id = ?', [userId]));
  }

  async tries(userName: string): Promise<TryCount> {
    const [row] = await this.file.read('SELECT tries, until FROM lockout WHERE user_name = ?', [userName]);
    return { tries: Number(row?.['tries'] ?? 0), until: Number(row?.['until'] ?? 0) };
  }

  /** Durable when it resolves; to be written before the password is looked at. */
  async setTries(userName: string, { tries, until }: TryCount): Promise<void> {
    await this.file.write((sql) =>
      sql.run(
        'INSERT INTO lockout (user_name, tries, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET tries = excluded.tries, until = excluded.until',
        [userName, tries, until],
      ),
    );
  }
}
