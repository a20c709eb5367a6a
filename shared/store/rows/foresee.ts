import type { Entity } from '../../kernel/entity';
import type { Json } from '../../kernel/errors';
import { parseInput } from '../../kernel/parse';
import type { Domain } from '../../kernel/register';
import type { Row } from '../sql';
import { verbTxOn } from '../verb-tx';
import { NeedsTables, type BufferedRows } from './buffered-rows';
import type { RowStore } from './row-store';

/** A verb's name with its arguments, and what it knows beside them. */
interface Gesture {
  readonly name: string;
  readonly ver: number;
  readonly args: Json;
  readonly actor: string;
  readonly at: number;
  readonly uid: string;
}

interface Asked {
  readonly entity: Entity;
  readonly id: string;
  readonly done: (row: Row | null) => void;
  readonly fail: (error: unknown) => void;
}

/** Gathers what many verbs ask for at the same time and reads it with one statement per entity. */
class Gathered {
  private asked: Asked[] = [];
  /** Verbs that wait for an answer. */
  private waiting = new Set<object>();
  /** What the database failed with. */
  fault: Error | null = null;

  constructor(
    private readonly rows: BufferedRows,
    /** Verbs that are under way. */
    private running: number,
  ) {}

  get(verb: object, entity: Entity, id: string): Promise<Row | null> {
    const known = this.rows.peek(entity, id);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((done, fail) => {
      this.asked.push({ entity, id, done, fail });
      this.waiting.add(verb);
      this.readWhenAllWait();
    });
  }

  /** A verb has come to its end. */
  ended(): void {
    this.running -= 1;
    this.readWhenAllWait();
  }

  private readWhenAllWait(): void {
    if (this.running > 0 && this.waiting.size === this.running) void this.read();
  }

  private async read(): Promise<void> {
    const { asked } = this;
    this.asked = [];
    this.waiting = new Set();
    try {
      for (const entity of new Set(asked.map((one) => one.entity))) {
        const ids = asked.filter((one) => one.entity === entity).map(({ id }) => id);
        await this.rows.prefetch(entity, ids);
      }
      for (const { entity, id, done } of asked) done(this.rows.peek(entity, id) ?? null);
    } catch (error) {
      this.fault = error instanceof Error ? error : new Error(String(error));
      for (const { fail } of asked) fail(error);
    }
  }
}

/** What one verb would see if it were alone; what it writes is seen by nobody else and goes nowhere. */
function aloneOn(gathered: Gathered): RowStore {
  const own = new Map<string, Row | null>();
  const key = (entity: Entity, id: string) => `${entity.name}\n${id}`;
  const write = async (entity: Entity, row: Row) => void own.set(key(entity, String(row['id'])), row);
  return {
    get: async (entity, id) => {
      const mine = own.get(key(entity, id));
      return mine === undefined ? gathered.get(own, entity, id) : mine;
    },
    find: () => Promise.reject(new NeedsTables()),
    insert: write,
    update: write,
    remove: async (entity, id) => void own.set(key(entity, id), null),
  };
}

async function pretend(domain: Domain, gathered: Gathered, gesture: Gesture): Promise<void> {
  try {
    const { verb, args } = domain.understand(gesture);
    const { actor, at, uid } = gesture;
    const tx = verbTxOn(aloneOn(gathered), { rights: null, capability: verb.capability });
    await verb.run(tx, parseInput(verb.args, args), { actor, at, uid });
  } catch {
    // It is told in its turn.
  } finally {
    gathered.ended();
  }
}

/**
 * Reads, and locks, the rows that these gestures will most likely ask for: each verb is run once as if it were alone and to no effect, all of them at
 * the same time, so that what they ask next is read together. What they come to here counts for nothing; in their turn they run on the
 * rows as they are then, and read what was not foreseen. Throws what the database fails with.
 */
export async function foresee(domain: Domain, rows: BufferedRows, gestures: readonly Gesture[]): Promise<void> {
  const gathered = new Gathered(rows, gestures.length);
  await Promise.all(gestures.map((gesture) => pretend(domain, gathered, gesture)));
  if (gathered.fault !== null) throw gathered.fault;
}
