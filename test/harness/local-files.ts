import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Changes } from '../../main/core/changes';
import { Writer, type Actor } from '../../main/core/mutate';
import { openJournal, type Journal } from '../../main/core/store/journal';
import { openReplica, type Replica } from '../../main/core/store/replica';
import type { Transport } from '../../main/core/sync/transport';
import { domain } from '../../shared/domain/domain';
import { AppError } from '../../shared/kernel/errors';
import type { Entity, AnyRecord } from '../../shared/kernel/entity';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';

/** Somebody who may do everything. */
export const boss: Actor = {
  sign: () => '0'.repeat(128),
  userId: 'boss',
  rights: [{ allow: ['*'], deny: [], stores: '*', warehouses: '*' }],
};

/** A desk's two files, opened, with the door for writes; no line. */
export class LocalFiles {
  readonly changes = new Changes();
  readonly logged: string[] = [];
  readonly log = { write: (_level: string, event: string) => void this.logged.push(event) };
  readonly writer: Writer;
  private now = 1_760_000_000_000;
  readonly clock = { now: () => (this.now += 1), monotonic: () => performance.now() };

  private constructor(
    readonly folder: string,
    readonly journal: Journal,
    readonly replica: Replica,
  ) {
    this.writer = new Writer({ ...this, domain });
  }

  static async open(): Promise<LocalFiles> {
    const folder = mkdtempSync(join(tmpdir(), 'backroom-files-'));
    const clock = { now: () => Date.now(), monotonic: () => performance.now() };
    return new LocalFiles(folder, await openJournal(folder, { clock }), await openReplica(folder, domain));
  }

  async close(): Promise<void> {
    await this.replica.close();
    await this.journal.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  adjust(uid: string, delta: number): Promise<null> {
    const args = { warehouseId: 'w1', variantId: 'v1', delta, reason: 'found', note: null };
    return this.writer.mutate({ uid, name: 'stockLevel.adjust', args }, boss);
  }

  async rows(entity: string): Promise<Record<string, unknown>[]> {
    const names = columnsOf(domain.entity(entity)).map(({ name }) => `"${name}"`);
    return this.replica.reader.all(`SELECT ${names.join(', ')} FROM "${entity}" ORDER BY id`);
  }
}

/** A line that answers as the test says; what was asked is kept. */
export class ScriptedLine implements Transport {
  readonly asked: { path: string; body: unknown }[] = [];

  constructor(
    private readonly answer: (path: string, body: never) => unknown,
    private readonly stream: (path: string) => string[] = () => [],
  ) {}

  ask: Transport['ask'] = async ({ path, body, schema }) => {
    this.asked.push({ path, body: JSON.parse(JSON.stringify(body ?? null)) });
    const answer = this.answer(path, body as never);
    if (answer instanceof AppError) throw answer;
    return schema.parse(answer);
  };

  open: Transport['open'] = async ({ path }) => {
    this.asked.push({ path, body: null });
    const chunks = this.stream(path);
    return (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    })();
  };
}

/** Records as they cross the wire. */
export function wire(entity: Entity, records: readonly AnyRecord[], removed: readonly string[] = []) {
  const columns = columnsOf(entity).map(({ name }) => name);
  return { entity: entity.name, columns, rows: records.map((record) => encode(entity, record)), removed: [...removed] };
}
