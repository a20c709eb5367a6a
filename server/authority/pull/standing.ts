import type { Row, Sql } from '../../../shared/store/sql';

/** Where a scope stands at the centre. */
export interface ScopeRow {
  readonly version: number;
  readonly floor: number;
  readonly rows: number;
  readonly sum: number;
}

/** Where a client, its desk and all scopes stand, in one state of the database. */
export interface Standing {
  readonly epoch: string;
  /** Null when there is none of that name. */
  readonly client: { readonly device: string; readonly lmid: number; readonly retired: boolean } | null;
  readonly scopes: ReadonlyMap<string, ScopeRow>;
  /** Who has signed in at the desk, and when last (UTC ms). */
  readonly people: ReadonlyMap<string, number>;
  /** Was any of its mutations above the number that was asked with parked? */
  readonly parked: boolean;
}

/** One statement, so that it sees one state without a transaction around it. */
const STANDING = `SELECT 'scope' AS kind, scope AS name, version AS a, floor AS b, rows AS c, sum AS d FROM sync_scope
  UNION ALL SELECT 'epoch', epoch, 0, 0, 0, 0 FROM sync_meta WHERE id = 1
  UNION ALL SELECT 'client', device, lmid, retired, 0, 0 FROM sync_client WHERE id = ?
  UNION ALL SELECT 'person', user_id, last_sign_in, 0, 0, 0 FROM device_person WHERE device = ?
  UNION ALL SELECT 'parked', client, count(*), 0, 0, 0 FROM sync_result WHERE client = ? AND mid > ? GROUP BY client`;

interface Asked {
  readonly clientId: string;
  readonly device: string;
  /** The last number that the client knows of. */
  readonly lmid: number;
}

/** Asks where everything stands. */
export async function standingOf(sql: Pick<Sql, 'all'>, { clientId, device, lmid }: Asked): Promise<Standing> {
  const rows = await sql.all(STANDING, [clientId, device, clientId, lmid]);
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  const named = <T>(kind: string, value: (row: Row) => T) =>
    new Map(of(kind).map((row) => [String(row['name']), value(row)]));
  const [client] = of('client');
  return {
    epoch: String(of('epoch')[0]?.['name']),
    client: client
      ? { device: String(client['name']), lmid: Number(client['a']), retired: Number(client['b']) !== 0 }
      : null,
    scopes: named('scope', ({ a, b, c, d }) => ({
      version: Number(a),
      floor: Number(b),
      rows: Number(c),
      sum: Number(d),
    })),
    people: named('person', ({ a }) => Number(a)),
    parked: of('parked').length > 0,
  };
}
