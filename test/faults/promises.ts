import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/kernel/errors';
import type { Journal } from '../../main/core/store/journal';
import { openSqlite } from '../../shared/store/sqlite';
import { deltaOf, FaultDesk, variantOf } from './fault-desk';
import type { Fault } from './tally';

/** What is known of a desk's gestures from outside. */
export interface Known {
  /** Told as saved. */
  readonly saved: readonly string[];
  /** Confirmed by the centre, so it is there: the desk's own copy of it may go with a damaged file. */
  readonly settled?: readonly string[];
  /** Refused to the person: he does it again, so it must not be there. */
  readonly refused?: readonly string[];
  /** Under way when it happened: there or not, but whole. */
  readonly open?: readonly string[];
  /** An opening before this one has told of damage. */
  readonly told?: boolean;
  /** More than one file was hit: what is gone must be told. */
  readonly mayLose?: boolean;
  /** Bytes of the replica were changed in place: no desk sees that alone, the sums against the centre do. */
  readonly blindReplica?: boolean;
}

/** Does the journal say that something was wrong with its files? */
export function isTold({ opened: { quarantine, parked, restored, begunAnew } }: Journal): boolean {
  return quarantine !== null || parked > 0 || restored > 0 || begunAnew;
}

/** Where the gestures of a journal are, read past everything that the product does. */
async function places(folder: string): Promise<Map<string, string[]>> {
  const sql = await openSqlite(join(folder, 'journal.db'), { synchronous: 'FULL', readOnly: true });
  try {
    const found = new Map<string, string[]>();
    for (const table of ['outbox', 'archive', 'parked'])
      for (const { uid } of await sql.all(`SELECT uid FROM ${table} NOT INDEXED`))
        found.set(String(uid), [...(found.get(String(uid)) ?? []), table]);
    return found;
  } finally {
    await sql.close();
  }
}

function ledgerFaults(found: ReadonlyMap<string, string[]>, known: Known, told: boolean): Fault[] {
  const faults: Fault[] = [];
  const made = new Set([...known.saved, ...(known.settled ?? []), ...(known.open ?? [])]);
  for (const uid of known.saved)
    if (!found.has(uid) && !(known.mayLose && told))
      faults.push({ wrong: told ? 'lost' : 'silent', what: `${uid} is gone` });
  for (const [uid, tables] of found) {
    if (tables.length > 1) faults.push({ wrong: 'doubled', what: `${uid} is in ${tables.join(' and ')}` });
    if (known.refused?.includes(uid)) faults.push({ wrong: 'doubled', what: `${uid} was refused and is there` });
    else if (!made.has(uid)) faults.push({ wrong: 'doubled', what: `${uid} was made by nobody` });
  }
  return faults;
}

/** Has the replica been set aside, and begun anew? What the centre has confirmed then comes from there. */
const isAnew = (folder: string) =>
  existsSync(join(folder, 'quarantine')) &&
  readdirSync(join(folder, 'quarantine')).some((one) => existsSync(join(folder, 'quarantine', one, 'replica.db')));

/** The tables show all that waits, and what is confirmed unless the replica is new; nothing that nobody did; and each sum is that of its movements. */
async function pictureFaults(
  desk: FaultDesk,
  found: ReadonlyMap<string, string[]>,
  known: Known,
  anew: boolean,
): Promise<Fault[]> {
  const { reader } = desk.replica;
  const shown = (await reader.all('SELECT id FROM "stockMovement"')).map(({ id }) => String(id));
  const faults: Fault[] = [];
  for (const [uid, [table]] of found)
    if (!shown.includes(uid) && !(anew && table === 'archive'))
      faults.push({ wrong: 'diverged', what: `${uid} is not shown` });
  for (const uid of shown)
    if (!found.has(uid) && !known.settled?.includes(uid))
      faults.push({ wrong: 'diverged', what: `${uid} is shown only` });
  const should = new Map<string, number>();
  for (const uid of shown) should.set(variantOf(uid), (should.get(variantOf(uid)) ?? 0) + deltaOf(uid));
  for (const { id, quantity } of await reader.all('SELECT "variantId" AS id, quantity FROM "stockLevel"'))
    if (should.get(String(id)) !== quantity)
      faults.push({ wrong: 'diverged', what: `${String(id)} is ${String(quantity)}, not ${should.get(String(id))}` });
  return faults;
}

const words = (error: unknown) =>
  error instanceof Error
    ? `${error.message} ${JSON.stringify((error as { details?: unknown }).details ?? '')}`
    : String(error);

/**
 * Opens a desk after a fault and asks what it promises: it opens; what was told as saved is there, once, as it was made; the tables show
 * what the journal says; and the next gesture can be saved under a number that nobody had. Resolves to what is broken.
 */
export async function brokenPromises(folder: string, known: Known): Promise<Fault[]> {
  let desk: FaultDesk;
  try {
    desk = await FaultDesk.open(folder);
  } catch (error) {
    return [{ wrong: 'lost', what: `it does not open: ${words(error)}` }];
  }
  const told = known.told === true || isTold(desk.journal);
  try {
    const found = await places(folder);
    const faults = ledgerFaults(found, known, told);
    const waiting = await desk.journal.outbox.waiting(0, 1000); // throws when one is not what it was
    const wrong = waiting.filter(({ uid, args }) => (args as { delta: number }).delta !== deltaOf(uid)); // as `save` makes them
    for (const { uid } of wrong) faults.push({ wrong: 'lost', what: `${uid} is not what it was` });
    if (faults.length === 0 && !known.blindReplica && !known.mayLose)
      faults.push(...(await pictureFaults(desk, found, known, isAnew(folder))));
    const probe = 'probe.1000003';
    await desk.save(probe).catch(async (error: unknown) => {
      desk = await desk.heal(folder, error);
      await desk.save(probe);
    });
    const place = await desk.journal.outbox.find(probe);
    if (waiting.some(({ mid }) => mid >= (place?.mid ?? 0)))
      faults.push({ wrong: 'doubled', what: 'a number is given twice' });
    return faults;
  } catch (error) {
    return [{ wrong: error instanceof AppError ? 'lost' : 'silent', what: `it does not work: ${words(error)}` }];
  } finally {
    await desk.close().catch(() => undefined);
  }
}
