import type { Entity } from '../../../../shared/kernel/entity';
import { AppError } from '../../../../shared/kernel/errors';
import { snapshotColumnsSchema, snapshotEndSchema, snapshotHeadSchema } from '../../../../shared/protocol/sync';
import { noteSeen } from '../seen-rows';
import { SILENCE_MS } from './fetch';
import { SnapshotFill, type FillNeeds } from './fill';
import { splitLines } from '../split-lines';
import type { Transport } from '../transport';

/** Rows to a transaction: some 50 ms, so that a save never waits for long. */
const BATCH = 4000;

const garbled = (what: string) => new AppError('damaged', `Snapshot: ${what}`, { reason: 'centre.garbled' });

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw garbled('a line is not JSON');
  }
}

interface Order {
  readonly scope: string;
  readonly epoch: string | null;
  readonly signal: AbortSignal;
}

/** A scope from lines of JSON. */
class Lines {
  fill: SnapshotFill | null = null;
  ended = false;
  private entity: Entity | null = null;
  private columns: readonly string[] = [];
  private lines: string[] = [];

  constructor(
    private readonly needs: FillNeeds,
    private readonly order: Order,
  ) {}

  async take(line: string): Promise<void> {
    if (this.ended) throw garbled('lines after the end');
    if (this.fill === null) this.fill = await this.begin(line);
    else if (line.startsWith('[')) await this.row(this.fill, line);
    else await this.word(this.fill, line);
  }

  private begin(line: string): Promise<SnapshotFill> {
    const { scope, epoch } = this.order;
    const head = snapshotHeadSchema.safeParse(jsonOf(line));
    if (!head.success || head.data.scope !== scope) throw garbled('not the head of this scope');
    return SnapshotFill.begin(this.needs, { ...head.data, epoch });
  }

  private async row(fill: SnapshotFill, line: string): Promise<void> {
    if (this.columns.length === 0) throw garbled('a row before its columns');
    this.lines.push(line);
    if (this.lines.length >= BATCH) await this.flush(fill);
  }

  /** A line between rows: the next entity's columns, or the end. */
  private async word(fill: SnapshotFill, line: string): Promise<void> {
    await this.flush(fill);
    const value = jsonOf(line);
    const end = snapshotEndSchema.safeParse(value);
    if (end.success) {
      if (end.data.rows !== fill.done) throw garbled(`${fill.done} rows of ${end.data.rows}`);
      this.ended = true;
      return;
    }
    const head = snapshotColumnsSchema.safeParse(value);
    if (!head.success) throw garbled('an unknown line');
    this.columns = head.data.columns;
    this.entity = this.needs.domain.entities.find(({ name }) => name === head.data.entity) ?? null;
    if (this.entity) await fill.next(this.entity);
    else this.needs.log.write('warn', 'sync.snapshot.unknownEntity', { entity: head.data.entity });
  }

  private async flush(fill: SnapshotFill): Promise<void> {
    const { lines, entity, columns } = this;
    if (lines.length === 0) return;
    this.lines = [];
    if (!entity) return fill.passed(lines.length);
    await fill.put({
      entity,
      count: lines.length,
      async put(tx, refill) {
        await tx.applyLines(entity, columns, lines);
        if (refill) await noteSeen(tx.sql, { entity, columns, lines });
      },
    });
  }
}

type Finish = (fill: SnapshotFill) => Promise<void>;

/** Puts a scope that comes as lines of JSON. Throws what the line throws, and `damaged` for a stream that is not whole. */
export async function loadLines(needs: FillNeeds, transport: Transport, order: Order, finish: Finish): Promise<void> {
  const path = `/sync/snapshot/${order.scope}`;
  const { signal } = order;
  const accept = 'application/x-ndjson';
  const bytes = await transport.open({ method: 'GET', path, accept, timeoutMs: SILENCE_MS, signal });
  const taken = new Lines(needs, order);
  try {
    for await (const lines of splitLines(bytes)) for (const line of lines) await taken.take(line);
    if (taken.fill === null || !taken.ended) throw garbled('it breaks off');
    await finish(taken.fill);
  } finally {
    await taken.fill?.endBulks();
  }
}
