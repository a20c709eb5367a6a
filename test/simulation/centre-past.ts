import type { Domain } from '../../shared/kernel/register';
import { quoted } from '../../shared/store/sql';
import { shapeOf, type Look, type Rows } from './rows';

/** Where an effect lies: scopes and the versions that brought it. */
export type Versions = ReadonlyMap<string, number>;

/** All that the centre has ever been, taken down beside it: what each scope held at each version, and which gesture had its effect when. */
export class CentrePast {
  private epoch = '';
  private readonly scopes = new Map<string, Map<number, Rows>>();
  private versions = new Map<string, number>();
  private floors = new Map<string, number>();
  private parts = new Map<string, Rows>();
  private audited = 0;
  private lmids = new Map<string, number>();
  private readonly removed = new Set<string>();
  /** Effects in the epoch of now, by uid. */
  effects = new Map<string, { count: number; versions: Versions; order: number }>();

  constructor(
    private readonly look: Look,
    private readonly domain: Domain,
    private readonly accuse: (what: string) => void,
  ) {}

  /** Looks at what the centre has committed since the last look. */
  observe(): void {
    const [[epoch] = []] = this.look('SELECT epoch FROM sync_meta');
    if (epoch !== this.epoch) this.begin(String(epoch));
    this.observeScopes();
    this.observeClients();
    this.observeEffects();
  }

  /** A scope's rows at a version; undefined when no look fell on it. */
  at(epoch: string, scope: string, version: number): Rows | undefined {
    return this.scopes.get(`${epoch} ${scope}`)?.get(version);
  }

  version(scope: string): number {
    return this.versions.get(scope) ?? 0;
  }

  /** Below it a desk has to load the scope anew. */
  floor(scope: string): number {
    return this.floors.get(scope) ?? 0;
  }

  get epochNow(): string {
    return this.epoch;
  }

  /** All rows of the centre. */
  get rows(): Rows {
    return new Map([...this.parts.values()].flatMap((part) => [...part]));
  }

  /** A restored centre: what it knows of is what counts. */
  private begin(epoch: string): void {
    this.epoch = epoch;
    this.versions = new Map();
    this.audited = 0;
    this.lmids = new Map();
    this.removed.clear();
    this.effects = new Map();
    this.parts = new Map();
  }

  private observeScopes(): void {
    const scopes = this.look('SELECT scope, version, floor FROM sync_scope');
    const now = new Map(scopes.map(([scope, version]) => [String(scope), Number(version)]));
    this.floors = new Map(scopes.map(([scope, , floor]) => [String(scope), Number(floor)]));
    const moved = [...now].filter(([scope, version]) => this.versions.get(scope) !== version);
    for (const [scope, version] of moved)
      if (version < (this.versions.get(scope) ?? 0)) this.accuse(`5 version of ${scope} goes back to ${version}`);
    this.versions = now;
    if (moved.length === 0) return;
    const before = this.parts;
    this.parts = new Map(this.parts);
    for (const [scope, version] of moved) {
      const part = this.read(scope);
      this.parts.set(scope, part);
      const known = this.scopes.get(`${this.epoch} ${scope}`) ?? new Map<number, Rows>();
      this.scopes.set(`${this.epoch} ${scope}`, known.set(version, part));
    }
    const scopesMoved = moved.map(([scope]) => scope);
    this.observeRemoved(
      scopesMoved.map((scope) => before.get(scope)),
      scopesMoved.map((scope) => this.parts.get(scope)),
    );
  }

  /** A scope's rows, now. */
  private read(scope: string): Rows {
    const rows: Rows = new Map();
    const [kind, id] = scope.split('/');
    for (const entity of this.domain.entities) {
      const { all } = shapeOf(entity);
      if ('shared' in entity.scope ? entity.scope.shared !== scope : id === undefined || entity.scope.place !== kind)
        continue;
      const found =
        'shared' in entity.scope
          ? this.look(all)
          : this.look(`${all} WHERE ${quoted(entity.scope.field)} = ?`, [id ?? '']);
      for (const row of found) rows.set(`${entity.name} ${String(row[0])}`, row);
    }
    return rows;
  }

  private observeRemoved(before: readonly (Rows | undefined)[], now: readonly (Rows | undefined)[]): void {
    const isThere = (key: string) => now.some((part) => part?.has(key));
    for (const part of before) for (const key of part?.keys() ?? []) if (!isThere(key)) this.removed.add(key);
    for (const key of this.removed) if (isThere(key)) this.accuse(`16 ${key} lives again at the centre`);
  }

  private observeClients(): void {
    const now = new Map(this.look('SELECT id, lmid FROM sync_client').map(([id, lmid]) => [String(id), Number(lmid)]));
    for (const [id, lmid] of now) if (lmid < (this.lmids.get(id) ?? 0)) this.accuse(`5 lmid goes back to ${lmid}`);
    this.lmids = now;
  }

  private observeEffects(): void {
    const rows = this.look('SELECT rowid, uid, before, after FROM audit WHERE rowid > ? ORDER BY rowid', [
      this.audited,
    ]);
    for (const [rowid, uid, before, after] of rows) {
      this.audited = Number(rowid);
      if (uid === null || uid === undefined) continue;
      const scopes = [before, after].flatMap((text) => this.scopesIn(String(text)));
      const versions = new Map(scopes.map((scope) => [scope, this.version(scope)]));
      const count = (this.effects.get(String(uid))?.count ?? 0) + 1;
      if (count > 1) this.accuse(`1 ${String(uid)} has ${count} effects`);
      this.effects.set(String(uid), { count, versions, order: this.effects.size });
    }
  }

  private scopesIn(text: string): string[] {
    const rows = JSON.parse(text) as { entity: string; record: Record<string, unknown> }[]; // written by `audit`
    return rows.map(({ entity: name, record }) => {
      const { scope } = this.domain.entity(name);
      return 'shared' in scope ? scope.shared : `${scope.place}/${String(record[scope.field])}`;
    });
  }

  /** Does the stock of these rows add up? */
  static stockFault(domain: Domain, rows: Rows): string | null {
    const movement = shapeOf(domain.entity('stockMovement')).column;
    const level = shapeOf(domain.entity('stockLevel')).column;
    const sums = new Map<string, number>();
    for (const [key, row] of rows) {
      if (!key.startsWith('stockMovement ')) continue;
      const pair = `${String(row[movement['warehouseId'] ?? 0])}:${String(row[movement['variantId'] ?? 0])}`;
      sums.set(pair, (sums.get(pair) ?? 0) + Number(row[movement['delta'] ?? 0]));
    }
    for (const [key, row] of rows) {
      if (!key.startsWith('stockLevel ')) continue;
      const sum = sums.get(key.slice('stockLevel '.length)) ?? 0;
      if (row[level['quantity'] ?? 0] !== sum) return `9 ${key} is ${String(row[level['quantity'] ?? 0])}, not ${sum}`;
    }
    return null;
  }
}
