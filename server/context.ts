import type { Clock } from '../shared/kernel/clock';
import type { Domain } from '../shared/kernel/register';
import type { DemoPerson } from '../shared/protocol/sync';
import type { PokeHub } from './hints/pokes';
import type { Log } from './log';
import type { Database } from './store/database';
import type { SnapshotFiles } from './snapshots/snapshot-file';
import type { Identity } from './store/meta';

/** What every route and every decision of the centre works with. */
export interface Context {
  readonly name: string;
  readonly db: Database;
  readonly domain: Domain;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  readonly hub: PokeHub;
  readonly limits: Limits;
  /** First loads as files; absent where none are made. */
  readonly files?: SnapshotFiles;
  /** Shown to visitors; null where real work is done. */
  readonly demo: { readonly code: string; readonly people: readonly DemoPerson[] } | null;
}

/** How much is taken from whom. */
export interface Limits {
  /** Requests a minute from one address, all together. */
  readonly requests: number;
  /** Sign-ins and registrations a minute from one address. */
  readonly attempts: number;
  /** Mutations a minute from one desk; a push beyond them waits. */
  readonly mutations: number;
  /** Gestures that may wait at a desk. */
  readonly outbox: number;
  /** Desks a second that may come for what many of them hear of at once. */
  readonly calls: number;
  /** Streams of snapshots at a time; each holds a connection to the database. */
  readonly snapshots: number;
  /** Scopes with fewer rows are not worth a file. */
  readonly fileRows: number;
  /** All snapshot files together, in bytes. */
  readonly fileBytes: number;
}

export const usualLimits: Limits = {
  requests: 6000,
  attempts: 60,
  mutations: 60_000,
  outbox: 50_000,
  calls: 100,
  snapshots: 8,
  fileRows: 5000,
  fileBytes: 4 * 2 ** 30,
};
