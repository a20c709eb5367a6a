import { AppError, toPlainError, type Json, type PlainError } from '../../shared/kernel/errors';
import type { Mutation } from '../../shared/kernel/mutation';
import { parseInput } from '../../shared/kernel/parse';
import { may, type Rights } from '../../shared/kernel/permission';
import type { MutationMessage } from '../../shared/protocol/sync';
import type { Sql } from '../../shared/store/sql';
import { NeedsTables, type BufferedRows } from '../../shared/store/rows/buffered-rows';
import type { RowStore } from '../../shared/store/rows/row-store';
import { TableRows } from '../../shared/store/rows/table-rows';
import { verbTxOn, type Touch } from '../../shared/store/verb-tx';
import type { Context } from '../context';
import { shutOut } from '../identity/desk-records';
import { assertSigned } from '../identity/person-keys';
import { isPassingFault } from '../store/passing-fault';
import type { FieldEdits } from './field-edits';
import { parkedUids } from './results';
import { activeUser, rightsOf } from './rights';
import { addTouch, type Touches } from './touches';

/** What became of a mutation: the rows that it touched, or why it is parked. */
export type Verdict = { readonly touches: Touches } | { readonly error: PlainError };

function hasNul(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(hasNul);
}

/** The actor's rights, now, and the key of his gestures at this desk; `forbidden` when he is nobody, or has never signed in there. */
export async function actorOf(
  sql: Sql,
  device: string,
  actor: string,
): Promise<{ rights: Rights; key: string | null }> {
  const [known] = await sql.all('SELECT public_key FROM device_person WHERE device = ? AND user_id = ?', [
    device,
    actor,
  ]);
  const person = known && (await activeUser(sql, actor));
  if (!person) throw new AppError('forbidden', 'not one of the people of this desk', { reason: 'actor' });
  const key = known['public_key'];
  return { rights: await rightsOf(sql, person), key: typeof key === 'string' ? key : null };
}

async function checkDependencies(sql: Sql, deps: readonly string[]): Promise<void> {
  const [first] = await parkedUids(sql, deps);
  if (first) throw new AppError('refused', 'what it builds on is parked', { reason: 'dependency', uid: first });
}

/**
 * A verb that throws what it may not throw has a defect: a running fact refuses nothing, and `internal` is never said on purpose.
 * `verb` is null while none runs yet.
 */
function isDefect(error: unknown, verb: Mutation | null): boolean {
  if (!(error instanceof AppError)) return true;
  const refusal = error.code === 'refused' || error.code === 'conflict';
  return error.code === 'internal' || error.code === 'damaged' || (verb?.kind === 'fact' && refusal);
}

interface Case {
  readonly device: string;
  readonly mutation: MutationMessage;
  readonly actors: KnownActors;
  readonly edits: FieldEdits;
  /** Where verbs run in memory; null: on the tables, each in a savepoint. */
  readonly rows: BufferedRows | null;
}

/** What was looked up of the people of a transaction, each of them once. */
export type KnownActors = Map<string, Awaited<ReturnType<typeof actorOf>>>;

async function knownActor(sql: Sql, { device, actors }: Omit<Case, 'mutation'>, actor: string) {
  const known = actors.get(actor) ?? (await actorOf(sql, device, actor));
  actors.set(actor, known);
  return known;
}

/** What was let through must be somebody's gesture at this desk, and not the actor's own. */
async function checkOverride(sql: Sql, one: Case): Promise<void> {
  const { override, actor } = one.mutation;
  if (!override) return;
  const bad = (why: string) => new AppError('forbidden', why, { reason: 'override.for' });
  if (override.for === actor) throw bad('nobody overrides for himself');
  await knownActor(sql, one, override.for).catch((error: unknown) => {
    throw error instanceof AppError ? bad('for nobody of the people of this desk') : error;
  });
}

/** All that can be said before the verb runs: its name, who acts, what it builds on, its arguments, his signature. Throws AppErrors. */
async function admit(sql: Sql, { domain }: Context, one: Case) {
  const { device, mutation } = one;
  const made = domain.understand(mutation);
  const { verb } = made;
  const { rights, key } = await knownActor(sql, one, mutation.actor);
  await checkOverride(sql, one);
  if (!may(rights, verb.capability)) throw new AppError('forbidden', verb.capability, { reason: 'capability' });
  if (mutation.deps.length > 0) await checkDependencies(sql, mutation.deps);
  if (hasNul(mutation.args)) throw new AppError('invalid', 'a character that cannot be kept', { reason: 'nul' });
  const args = parseInput(verb.args, made.args);
  // Last of all, so that a number used up without its words is told what was wrong with them.
  await assertSigned(sql, { device, mutation }, key);
  return { verb, rights, args };
}

type Admitted = Awaited<ReturnType<typeof admit>>;

async function run(rows: RowStore, { verb, rights, args }: Admitted, one: Case): Promise<Touches> {
  const { actor, at, uid } = one.mutation;
  const touches: Touches = new Map();
  const onTouch = (touch: Touch) => addTouch(touches, touch);
  const tx = verbTxOn(rows, { rights, capability: verb.capability, onTouch });
  await verb.run(tx, args, { actor, at, uid, desk: one.device });
  await one.edits.nameEarlier(tx, touches);
  return touches;
}

/** What follows from a gesture that was done; nothing of it is refused. */
async function follow(sql: Sql, touches: Touches, { edits, mutation }: Case): Promise<void> {
  await shutOut(sql, touches);
  await edits.note(touches, mutation);
}

/** A refusal, without what our own code got wrong, which is parked as `internal` with an alarm in the log, so that it delays nobody behind it. */
function refusal({ log }: Context, { mutation: { name, ver, uid } }: Case, failed: Failed): Verdict {
  const error = toPlainError(failed.error);
  if (!isDefect(failed.error, failed.verb)) return { error };
  log('error', 'mutation.defect', { verb: `${name}@${ver}`, uid, message: error.message });
  return { error: { code: 'internal', message: 'the verb failed', details: { reason: 'defect' } } };
}

interface Failed {
  readonly error: unknown;
  /** Null while none ran yet. */
  readonly verb: Mutation | null;
}

/** In memory, so that a verb that fails has written nothing. What looks like a defect is for the tables to show: the batch is to be run on them. */
async function judgeInMemory(sql: Sql, context: Context, one: Case & { rows: BufferedRows }): Promise<Verdict> {
  let verb: Mutation | null = null;
  try {
    const admitted = await admit(sql, context, one);
    verb = admitted.verb;
    const touches = await one.rows.attempt((rows) => run(rows, admitted, one));
    await follow(sql, touches, one);
    return { touches };
  } catch (error) {
    if (isPassingFault(error)) throw error;
    if (isDefect(error, verb)) throw new NeedsTables(String(error));
    return refusal(context, one, { error, verb });
  }
}

/** In a savepoint, each write a statement of its own. */
async function judgeOnTables(sql: Sql, context: Context, one: Case): Promise<Verdict> {
  let verb: Mutation | null = null;
  await sql.run('SAVEPOINT mutation');
  try {
    const admitted = await admit(sql, context, one);
    verb = admitted.verb;
    const touches = await run(new TableRows({ sql, lock: true }), admitted, one);
    await follow(sql, touches, one);
    // It is not released: the next one of that name takes its place, and the commit ends them all, for one round trip less.
    return { touches };
  } catch (error) {
    if (isPassingFault(error)) throw error;
    await sql.run('ROLLBACK TO SAVEPOINT mutation');
    await sql.run('RELEASE SAVEPOINT mutation');
    return refusal(context, one, { error, verb });
  }
}

/**
 * Runs one mutation: all of it or nothing. A refusal is a verdict; only passing faults are thrown, and `NeedsTables` for what can only be
 * judged on the tables.
 */
export function judge(sql: Sql, context: Context, one: Case): Promise<Verdict> {
  const { rows } = one;
  return rows ? judgeInMemory(sql, context, { ...one, rows }) : judgeOnTables(sql, context, one);
}
