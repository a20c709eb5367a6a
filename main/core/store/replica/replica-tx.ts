import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import type { Domain } from '../../../../shared/kernel/register';
import { BufferedRows } from '../../../../shared/store/rows/buffered-rows';
import type { Sql, SqlValue } from '../../../../shared/store/sql';
import { applyAttached, applyLines, applyRows, purgeRows, removeRows } from './apply-rows';
import { beginBulk, endBulk } from './bulk-load';
import { captureUnchanged } from './capture-triggers';
import type { Footprints } from './footprints';
import { rewind, rewindRows, type Touched } from './rewind';
import {
  readCursors,
  readState,
  writeReread,
  writeState,
  type Cursor,
  type ReplicaState,
  type StateChange,
} from './state';

/** One transaction on the replica: all of it is seen by readers at once, or nothing. */
export class ReplicaTx {
  private savepoints = 0;
  /** As last set or read here; nobody else writes meanwhile. */
  private capture: boolean | null = null;

  constructor(
    readonly sql: Sql,
    private readonly domain: Domain,
    readonly footprints: Footprints,
  ) {}

  state(): Promise<ReplicaState> {
    return readState(this.sql);
  }

  /** Changes the named parts. `capture: false` before rows of the centre are put, `true` before waiting gestures are replayed. */
  async setState(change: StateChange): Promise<void> {
    this.capture = change.capture ?? this.capture;
    await writeState(this.sql, change);
  }

  cursors(): Promise<Cursor[]> {
    return readCursors(this.sql);
  }

  /** How far a scope is known: `v` null while its first load runs, which reads all again; `resume` says where that load stands. */
  async setCursor({ scope, v, resume }: Pick<Cursor, 'scope' | 'v' | 'resume'>): Promise<void> {
    await this.sql.run(
      `INSERT INTO _cursor (scope, v, resume) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET v = excluded.v, resume = excluded.resume,
       reread = iif(excluded.v IS NULL, NULL, reread)`,
      [scope, v, resume],
    );
  }

  /** Rows of an entity in a scope were read again up to `next`; null: all of them. */
  async rereadTo({ scope, entity, next }: { scope: string; entity: string; next: string | null }): Promise<void> {
    const reread = (await this.cursors()).find((one) => one.scope === scope)?.reread ?? {};
    const { [entity]: _, ...others } = reread;
    await writeReread(this.sql, scope, next === null ? others : { ...others, [entity]: next });
  }

  /** Every scope that is held is to be loaded anew; its rows stay until then. */
  async resetCursors(): Promise<void> {
    await this.sql.run('UPDATE _cursor SET v = NULL, resume = NULL, reread = NULL');
  }

  /** Every row that waiting gestures touched, back to the centre's image. Capture must be off. */
  async rewind(): Promise<Touched> {
    await this.assertUncaptured();
    this.footprints.begin();
    return rewind(this.sql, this.domain.entities);
  }

  /** The same for those of these rows that waiting gestures touched; every gesture that touched one is to be replayed or dropped. */
  async rewindRows(rows: Touched): Promise<Touched> {
    await this.assertUncaptured();
    return rewindRows(this.sql, this.domain.entities, rows);
  }

  /** Rows in memory, for verbs to be run on; written by its `flush`, and taken down as single writes would be. */
  buffered(): BufferedRows {
    return new BufferedRows({
      sql: this.sql,
      onWrite: async (entity, changes) => {
        await this.assertCaptured();
        await captureUnchanged(this.sql, entity, changes);
      },
    });
  }

  /** Rows of the wire. Resolves to the ids whose row is new or differs. */
  async applyRows(
    entity: Entity,
    columns: readonly string[],
    rows: readonly (readonly SqlValue[])[],
  ): Promise<string[]> {
    await this.assertUncaptured();
    return applyRows(this.sql, entity, columns, rows);
  }

  /** Lines of NDJSON, one row's array each, unparsed. `damaged` when they are no JSON. */
  async applyLines(entity: Entity, columns: readonly string[], lines: readonly string[]): Promise<void> {
    await this.assertUncaptured();
    await applyLines(this.sql, entity, columns, lines);
  }

  /** Rows of the attached file, `from` (exclusive) to `to` (inclusive) of its table: see `Replica.withAttached`. */
  async applyAttached(entity: Entity, columns: readonly string[], range: readonly [number, number]): Promise<void> {
    await this.assertUncaptured();
    await applyAttached(this.sql, entity, columns, range);
  }

  /** Removes those of `ids` that lie in `scope`. Resolves to the ids that are gone. */
  async removeRows(entity: Entity, ids: readonly string[], scope: string): Promise<string[]> {
    await this.assertUncaptured();
    return removeRows(this.sql, entity, ids, scope);
  }

  /** Removes a scope's rows and its cursor. Resolves to the entities that lost rows. */
  async purgeScope(scope: string): Promise<Entity[]> {
    await this.assertUncaptured();
    const changed: Entity[] = [];
    for (const entity of this.domain.entities) if ((await purgeRows(this.sql, entity, scope)) > 0) changed.push(entity);
    await this.sql.run('DELETE FROM _cursor WHERE scope = ?', [scope]);
    return changed;
  }

  /** Before a first load of `expected` rows: indexes and full text are taken off if that pays; until `endBulk` lists of this entity are slow. */
  beginBulk(entity: Entity, expected: number): Promise<boolean> {
    return beginBulk(this.sql, entity, expected);
  }

  /** All within this transaction; where people work meanwhile, `Replica.endBulk`. */
  endBulk(entity: Entity): Promise<void> {
    return endBulk(entity, (step) => step(this.sql));
  }

  /** Runs `work`; when it throws, undoes just that and throws on. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const name = `s${(this.savepoints += 1)}`;
    await this.sql.run(`SAVEPOINT ${name}`);
    try {
      const result = await work();
      await this.sql.run(`RELEASE ${name}`);
      return result;
    } catch (error) {
      await this.sql.run(`ROLLBACK TO ${name}`);
      await this.sql.run(`RELEASE ${name}`);
      throw error;
    } finally {
      this.savepoints -= 1;
    }
  }

  private async isCapturing(): Promise<boolean> {
    this.capture ??= (await this.state()).capture;
    return this.capture;
  }

  private async assertUncaptured(): Promise<void> {
    if (await this.isCapturing()) throw new AppError('internal', 'rows of the centre while capture is on');
  }

  private async assertCaptured(): Promise<void> {
    if (!(await this.isCapturing())) throw new AppError('internal', 'gestures while capture is off');
  }
}
