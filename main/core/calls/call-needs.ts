import type { AnyRecord } from '../../../shared/kernel/entity';
import { AppError } from '../../../shared/kernel/errors';
import { may, type Place } from '../../../shared/kernel/permission';
import type { Page, QueryInput } from '../../../shared/kernel/query';
import type { Domain } from '../../../shared/kernel/register';
import type { z } from 'zod';
import type { CallName, CallOutput, Calls } from '../../../shared/protocol/ipc';
import type { Changes } from '../changes';
import type { Outgoing } from '../media/outgoing';
import type { Actor, Writer } from '../mutate';
import type { Ports } from '../ports';
import type { PrintQueue } from '../print/print-queue';
import type { Reader } from '../read';
import type { DeskSession } from '../session';
import type { Journal } from '../store/journal';
import type { SyncLoop } from '../sync/loop';

/** What the calls work with. */
export interface CallNeeds {
  readonly domain: Domain;
  readonly ports: Ports;
  readonly session: DeskSession;
  readonly journal: Journal;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly loop: SyncLoop;
  readonly queue: PrintQueue;
  readonly outgoing: Outgoing;
  readonly changes: Changes;
}

/** A call's function: its input is parsed already. */
export type Handler<N extends CallName> = (input: z.output<Calls[N]['input']>) => Promise<CallOutput<N>>;
export type Handlers<N extends CallName> = { [K in N]: Handler<K> };

/** The person who acts, if he may; `unauthenticated`, `expired`, `forbidden` otherwise. */
export function actorWith({ session }: Pick<CallNeeds, 'session'>, capability: string, place?: Place): Actor {
  const actor = session.actor();
  if (may(actor.rights, capability, place)) return actor;
  throw new AppError('forbidden', capability, { reason: 'capability', capability });
}

/** Reads as the person who is signed in. */
export function readAs(
  { reader }: Pick<CallNeeds, 'reader'>,
  { rights }: Actor,
): (query: QueryInput) => Promise<Page<AnyRecord>> {
  return (query) => reader.read(query, rights);
}
