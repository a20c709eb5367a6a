import type { Clock } from '../../shared/kernel/clock';
import { AppError, type Json } from '../../shared/kernel/errors';
import { parseInput } from '../../shared/kernel/parse';
import { may, type Rights } from '../../shared/kernel/permission';
import type { Domain } from '../../shared/kernel/register';
import { mutateSchema, type Mutate } from '../../shared/protocol/ipc';
import type { Override } from '../../shared/protocol/override';
import { mutationText } from '../../shared/protocol/sync';
import type { Changes } from './changes';
import type { Log } from './ports';
import { addWritten, replay, runVerb } from './replay';
import type { Journal } from './store/journal';
import type { MutationDraft } from './store/journal/entry';
import type { Replica } from './store/replica';
import { assertRoom } from './sync/health/desk-limits';
import { newFootprint } from './store/replica/footprints';
import type { Touched } from './store/replica/rewind';
import type { ReplicaTx } from './store/replica/replica-tx';

/** Who acts, and what he may. */
export interface Actor {
  readonly userId: string;
  readonly rights: Rights;
  /** The Ed25519 signature of a text by this person's key at this desk, hex. */
  readonly sign: (text: string) => string;
  /** Where he lets through what a colleague may not do: for whom, and why. */
  readonly override?: Override;
}

export interface MutateNeeds {
  readonly domain: Domain;
  readonly journal: Journal;
  readonly replica: Replica;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Log;
}

/** Gestures replayed at a time. */
const REDO_BATCH = 500;

/** As the journal will give it back, at every replay alike. `invalid` for what cannot be written down, such as a value tied in a knot. */
function plainOf(args: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(args)) as Json; // what JSON gives back is JSON
  } catch {
    throw new AppError('invalid', 'arguments that are not JSON', { field: 'args', reason: 'invalid' });
  }
}

/** The one door for writes: may? → parse → verb in an open replica transaction → journal → replica → announce. */
export class Writer {
  constructor(private readonly needs: MutateNeeds) {}

  /**
   * Resolves when the gesture is durably in the journal. `forbidden`, `invalid` (with `details.field`) or whatever the verb refuses with:
   * then nothing is changed and nothing queued. The same uid again does nothing.
   */
  async mutate(input: Mutate, actor: Actor): Promise<null> {
    const draft = this.draftOf(input, actor);
    const touched: Touched = new Map();
    let saved = false;
    try {
      await this.needs.replica.write(async (tx) => {
        merge(touched, await this.redoIn(tx));
        if (await this.needs.journal.outbox.find(draft.uid)) return;
        await assertRoom(this.needs.journal, this.needs.domain.mutation(draft.name, draft.ver).kind);
        const footprint = newFootprint(0);
        await runVerb(tx, draft, { domain: this.needs.domain, rights: actor.rights, footprint });
        const { mid } = await this.needs.journal.outbox.append(draft);
        saved = true;
        tx.footprints.keep(draft.uid, { ...footprint, mid });
        addWritten(touched, footprint);
        await tx.setState({ appliedMid: mid });
      });
    } catch (error) {
      if (!saved) throw error;
      // It is in the journal, so it is saved; only the picture of it is missing and is made up for.
      this.needs.log.write('error', 'replica.commitFailed');
      await this.redo().catch(() => this.needs.log.write('error', 'replica.redoFailed'));
    }
    this.needs.changes.announceRecords(touched);
    this.needs.changes.announce({ topic: 'sync' });
    return null;
  }

  /** At start, and after a failed commit of the replica: runs what the journal has above what the replica has. */
  async redo(): Promise<void> {
    const touched = await this.needs.replica.write((tx) => this.redoIn(tx));
    this.needs.changes.announceRecords(touched);
  }

  private draftOf(input: Mutate, { userId, rights, sign, override }: Actor): MutationDraft {
    const { uid, name, args, deps } = parseInput(mutateSchema, input);
    const verb = this.needs.domain.mutation(name);
    if (!may(rights, verb.capability)) throw new AppError('forbidden', verb.capability, { reason: 'capability' });
    const parsed = parseInput(verb.args, args);
    const plain = plainOf(parsed);
    const at = this.needs.clock.now();
    const lent = override ? { override } : {};
    const said = { uid, name, ver: verb.version, args: plain, actor: userId, at, deps, ...lent };
    return { ...said, sig: sign(mutationText(said)) };
  }

  private async redoIn(tx: ReplicaTx): Promise<Touched> {
    const all: Touched = new Map();
    const { journal, domain, log } = this.needs;
    for (;;) {
      const { appliedMid, confMid } = await tx.state();
      const entries = await journal.outbox.waiting(Math.max(appliedMid, confMid), REDO_BATCH);
      if (entries.length === 0) return all;
      const { touched, failed } = await replay(tx, entries, domain);
      merge(all, touched);
      if (failed.length > 0) log.write('warn', 'replay.failed', { count: failed.length });
    }
  }
}

function merge(into: Touched, from: Touched): void {
  for (const [entity, ids] of from) into.set(entity, new Set([...(into.get(entity) ?? []), ...ids]));
}
