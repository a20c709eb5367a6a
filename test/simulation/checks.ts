import { isDeepStrictEqual } from 'node:util';
import { CentrePast } from './centre-past';
import type { Memberships } from './memberships';
import { replayed, type Deed } from './reference';
import { baseRows, difference, entityOf, scopeOfRow, visibleRows, type Rows } from './rows';
import type { Gesture, Seat } from './seat';
import { deskDomain } from './simulated-domain';

/** A gesture's place in the ledger of a desk. */
export interface Place {
  readonly uid: string;
  readonly place: 'outbox' | 'archive' | 'parked';
  readonly args: string;
  readonly mid: number;
  readonly error: string | null;
}

interface Scene {
  readonly seats: readonly Seat[];
  readonly memberships: Memberships;
  readonly past: CentrePast;
}

/** What a desk has reached, below which it never falls within an epoch. */
interface Reached {
  /** Client and epoch. */
  whose: string;
  lmid: number;
  /** The number of the next pull. */
  pulls: number;
  cursors: Map<string, number>;
}

const LEDGER = `SELECT uid, 'outbox', args, mid, NULL FROM outbox UNION ALL SELECT uid, 'archive', args, mid, NULL FROM archive
  UNION ALL SELECT uid, 'parked', args, mid, error FROM parked`;

/** The ledger of a desk, past everything that the product does. */
export function ledgerOf(seat: Seat): Place[] {
  return seat.journal
    .look(LEDGER)
    .map(([uid, place, args, mid, error]) => ({ uid, place, args, mid, error }) as unknown as Place); // the query's columns
}

/** Outcomes that no fault of the surroundings explains. */
const isDefect = (outcome: string) =>
  (outcome.startsWith('internal') && !outcome.includes('the disk is full')) || outcome === 'damaged';

/** The invariants, asked after every step of every desk that changed. The number before an accusation is that of the invariant. */
export class Checks {
  private readonly seen = new Map<Seat, { journal: number; replica: number }>();
  private readonly pulls = new Map<Seat, string>();
  /** Files of different ages: only the next start brings them together. */
  private readonly old = new Set<Seat>();
  private readonly reached = new Map<Seat, Reached>();

  constructor(
    private readonly scene: Scene,
    private readonly accuse: (what: string) => void,
  ) {}

  async afterStep(): Promise<void> {
    for (const seat of this.scene.seats) {
      if (!seat.isStill || this.old.has(seat)) continue;
      const { journal, replica } = seat;
      const seen = this.seen.get(seat);
      if (seen?.journal === journal.changes && seen.replica === replica.changes) continue;
      this.seen.set(seat, { journal: journal.changes, replica: replica.changes });
      const places = ledgerOf(seat);
      if (seen?.journal !== journal.changes) this.ledger(seat, places);
      await this.rows(seat, places);
    }
  }

  /** Its files are from another time now: what it had reached counts no longer. */
  forget(seat: Seat): void {
    this.scene.memberships.forget(seat.number);
    this.reached.delete(seat);
    this.pulls.delete(seat);
    this.seen.delete(seat);
  }

  /** Files of before: what is not in them is gone with the disk, and nobody can hold it against the desk. */
  putBack(seat: Seat): void {
    this.forget(seat);
    this.old.add(seat);
    const there = new Set(ledgerOf(seat).map(({ uid }) => uid));
    for (const gesture of seat.gestures.values()) gesture.sure &&= there.has(gesture.uid);
  }

  ended(seat: Seat, what: string, outcome: string): void {
    if (isDefect(outcome)) this.accuse(`0 desk ${seat.number} ${what}: ${outcome}`);
    if (what === 'boot' && outcome === 'done') this.old.delete(seat);
    if (!what.startsWith('save ')) return;
    const gesture = seat.gestures.get(what.slice(5));
    if (!gesture) return;
    if (outcome === 'done') gesture.sure = true;
    else if (ledgerOf(seat).some(({ uid }) => uid === gesture.uid))
      this.accuse(`6 ${gesture.uid} was refused to the person and queued all the same`);
    else seat.gestures.delete(gesture.uid);
  }

  /** 6 and 11: each gesture in one place, as it was made. */
  ledger(seat: Seat, places: readonly Place[]): void {
    const byUid = new Map(places.map((place) => [place.uid, place]));
    if (byUid.size < places.length) this.accuse(`6 desk ${seat.number} holds a gesture twice`);
    for (const [uid, place] of byUid) {
      const gesture = seat.gestures.get(uid);
      if (!gesture) this.accuse(`6 desk ${seat.number} holds ${uid}, which nobody made`);
      else this.place(seat, gesture, place);
    }
    for (const { uid, sure } of seat.gestures.values())
      if (sure && !byUid.has(uid)) this.accuse(`6 ${uid} has vanished from desk ${seat.number}`);
  }

  private place(seat: Seat, gesture: Gesture, { uid, args, place, error }: Place): void {
    if (!gesture.sure && !isDeepStrictEqual(JSON.parse(args), JSON.parse(gesture.text)))
      this.accuse(`11 ${uid} was written down with other words`);
    gesture.sure = true;
    if (place !== 'parked') return;
    const told = JSON.parse(error ?? '{}') as { code?: string }; // written by the outbox
    if (told.code === undefined) this.accuse(`11 ${uid} is parked without a reason`);
    if (this.scene.past.effects.has(uid))
      this.accuse(`11 ${uid} is refused at desk ${seat.number} and done at the centre`);
  }

  /** 3, 4, 5, 7, 8, 9 at one desk. */
  async rows(seat: Seat, places: readonly Place[]): Promise<void> {
    const [state = []] = seat.look(
      'SELECT epoch, applied_mid, conf_mid, capture, membership, pull_seq, client_id FROM _state',
    );
    const [epoch, applied, confirmed, capture, membership, pulls, client] = state;
    const cursors = new Map(
      seat.look('SELECT scope, v FROM _cursor WHERE v IS NOT NULL').map(([s, v]) => [String(s), Number(v)]),
    );
    if (capture !== 1) this.accuse(`4 desk ${seat.number} takes no images`);
    const hasPulled = this.forward(seat, {
      whose: `${String(client)} ${String(epoch)}`,
      lmid: Number(confirmed),
      pulls: Number(pulls),
      cursors,
    });
    const at = JSON.stringify([pulls, confirmed, membership, [...cursors]]);
    const isSave = this.pulls.get(seat) === at;
    this.pulls.set(seat, at);
    if (isSave && seat.replica.changes % 3 !== 0) return; // nothing but a gesture was added: a share of them is looked at
    const { entities } = deskDomain;
    const visible = visibleRows((sql, params) => seat.look(sql, params), entities);
    const base = baseRows((sql, params) => seat.look(sql, params), entities, visible);
    const said = new Set(JSON.parse(String(membership)) as string[]); // written by the replica
    if (hasPulled && !this.scene.memberships.isForward(seat.number, [...said]))
      this.accuse(`5 desk ${seat.number} goes back to what it might hold before`);
    this.base(seat, { epoch: String(epoch), base, cursors, said });
    this.confirmed(seat, places, { epoch: String(epoch), confirmed: Number(confirmed), cursors });
    await this.visible(seat, { visible, base, from: Number(confirmed), to: Number(applied) });
    const stock = CentrePast.stockFault(deskDomain, base);
    if (stock !== null && cursors.size === said.size) this.accuse(`${stock} at desk ${seat.number}`);
  }

  /** 5. True when a pull was applied since, of the same client and epoch. */
  private forward(seat: Seat, now: Reached): boolean {
    const before = this.reached.get(seat);
    this.reached.set(seat, now);
    if (!before || before.whose !== now.whose) return false;
    if (now.lmid < before.lmid) this.accuse(`5 desk ${seat.number} forgets that ${before.lmid} are confirmed`);
    for (const [scope, v] of before.cursors) {
      const then = now.cursors.get(scope);
      if (then !== undefined && then < v) this.accuse(`5 desk ${seat.number} falls back in ${scope} to ${then}`);
    }
    return now.pulls > before.pulls;
  }

  /** 3 and 8 */
  private base(
    seat: Seat,
    { epoch, base, cursors, said }: { epoch: string; base: Rows; cursors: Map<string, number>; said: Set<string> },
  ): void {
    const parts = new Map<string, Rows>([...cursors.keys()].map((scope) => [scope, new Map()]));
    for (const [key, row] of base) {
      const scope = scopeOfRow(entityOf(deskDomain.entities, key), row);
      if (!said.has(scope)) this.accuse(`8 desk ${seat.number} holds ${key} of ${scope}`);
      parts.get(scope)?.set(key, row);
    }
    for (const [scope, v] of cursors) {
      const should = this.scene.past.at(epoch, scope, v);
      const fault = should && difference(parts.get(scope) ?? new Map(), should);
      if (fault) this.accuse(`3 desk ${seat.number}, ${scope} at ${v}: ${fault}`);
    }
  }

  /** 1 and 7 */
  private confirmed(
    seat: Seat,
    places: readonly Place[],
    { epoch, confirmed, cursors }: { epoch: string; confirmed: number; cursors: Map<string, number> },
  ): void {
    const { past } = this.scene;
    if (past.epochNow !== epoch) return;
    for (const { uid, place, mid } of places) {
      if (place === 'parked' || (place === 'outbox' && mid > confirmed)) continue;
      const effect = past.effects.get(uid);
      if (!effect && place === 'archive') this.accuse(`1 ${uid} is confirmed at desk ${seat.number} and has no effect`);
      for (const [scope, version] of effect?.versions ?? []) {
        const held = cursors.get(scope) ?? version;
        if (held < version && held >= past.floor(scope))
          // below the floor the whole scope is old, and about to be loaded anew
          this.accuse(`7 ${uid} is confirmed at desk ${seat.number}, but ${scope} is not there yet`);
      }
    }
  }

  /** 4 and 12 */
  private async visible(
    seat: Seat,
    { visible, base, from, to }: { visible: Rows; base: Rows; from: number; to: number },
  ): Promise<void> {
    const deeds = seat.journal.look(
      'SELECT uid, name, ver, args, actor, at FROM outbox WHERE mid > ? AND mid <= ? ORDER BY mid',
      [from, to],
    );
    const should = await replayed(
      deskDomain,
      base,
      deeds.map(
        ([uid, name, ver, args, actor, at]) => ({ uid, name, ver, args: JSON.parse(String(args)), actor, at }) as Deed, // the query's columns
      ),
    );
    const fault = difference(visible, should);
    if (fault !== null) this.accuse(`4 desk ${seat.number} shows something else than base and waiting: ${fault}`);
  }
}
