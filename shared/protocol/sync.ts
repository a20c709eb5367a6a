import { z } from 'zod';
import { errorCodes } from '../kernel/errors';
import { idSchema } from '../kernel/id';
import { grantSchema } from '../kernel/permission';
import { blobPartSchema, blobProgressSchema } from './blobs';
import { overrideSchema } from './override';
import { auditAskSchema, auditPageSchema } from './audit';

/** The words between a desk and the centre: one schema a message, its type inferred from it. */

const version = z.int().min(0);
const time = z.int().min(0);
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const details = z.record(z.string(), z.json());

export const scopeSchema = z.string().regex(/^[a-z]+(\/[A-Za-z0-9:._-]+)?$/);

/** Any answer that is not 2xx. */
export const problemSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: details.default({}),
});

export const demoPersonSchema = z.object({
  userName: z.string(),
  name: z.string(),
  role: z.string(),
  password: z.string(),
});

/** `GET /hello`: who is there. `demo` only where a centre shows itself to visitors; it then holds a registration code and people. */
export const helloSchema = z.object({
  product: z.literal('backroom'),
  protocol: z.int(),
  name: z.string(),
  epoch: idSchema,
  time,
  demo: z.object({ code: z.string(), people: z.array(demoPersonSchema) }).nullable(),
});

/** `POST /devices`: a one-time code turns a machine into a desk of the shop. Keys are raw Ed25519 public keys, hex. */
export const registerDeviceSchema = z.object({
  code: z.string().min(1).max(100),
  name: z.string().min(1).max(100),
  publicKey: hex(32),
});
export const deviceSchema = z.object({
  deviceId: idSchema,
  /** Small and unique for ever; order references made at this desk carry it. */
  deskNumber: z.int().min(1),
  centreKey: hex(32),
});

/** `POST /sign-in`, signed by the device. */
export const signInSchema = z.object({
  userName: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
  /** The key that this person's gestures at this desk will be signed with: raw Ed25519 public key. */
  personKey: hex(32).optional(),
});

/** `POST /sign-in/renew`, signed by the device: a fresh grant for somebody who has signed in there lately. */
export const renewGrantSchema = z.object({ userId: idSchema });

/** What a person may do at a desk while the line is down, until it expires. */
export const offlineGrantSchema = z.object({
  deviceId: idSchema,
  userId: idSchema,
  userName: z.string(),
  name: z.string(),
  rights: z.array(grantSchema),
  issued: time,
  expires: time,
});
/** The grant as the exact text that the centre signed (Ed25519, hex). */
export const signedGrantSchema = z.object({ text: z.string(), signature: hex(64) });

/** `POST /sync/clients`: an incarnation of the local files introduces itself. */
export const registerClientSchema = z.object({ incarnation: idSchema });
export const clientSchema = z.object({
  clientId: idSchema,
  epoch: idSchema,
  lmid: version,
  time,
  /** How much of this desk's the centre is ready to take: gestures that wait at most. */
  limits: z.object({ outbox: z.int().min(1) }).optional(),
});

/**
 * `POST /sync/clients/:id/retire`: fences an incarnation for ever, so that nothing of it can still arrive. `uids`: gestures that the desk
 * would send again under a new client; the answer names those that the centre has dealt with. Idempotent.
 */
export const retireSchema = z.object({ uids: z.array(idSchema).max(5000) });
export const retiredSchema = z.object({ lmid: version, known: z.array(idSchema) });

export const mutationSchema = z.object({
  /** 1, 2, 3 … per client, without holes. */
  mid: z.int().min(1),
  uid: idSchema,
  name: z.string().max(80),
  ver: z.int().min(1),
  args: z.json(),
  actor: idSchema,
  at: time,
  /** uids of mutations that this one builds on. */
  deps: z.array(idSchema).max(50),
  /** Where the actor has let through what a colleague may not do: his rights judge it, his key signs it. */
  override: overrideSchema.optional(),
  /** The actor's Ed25519 signature of `mutationText`; null where a number is used up without its words. */
  sig: hex(64).nullable().optional(),
});

export const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ mid: z.int(), uid: idSchema, status: z.literal('done') }),
  z.object({ mid: z.int(), uid: idSchema, status: z.literal('parked'), error: problemSchema }),
]);

/** `POST /sync/push`: in order, at most 500 and 1 MB. Idempotent; its answer is advice, the pull acknowledges. */
export const pushSchema = z.object({
  clientId: idSchema,
  epoch: idSchema,
  mutations: z.array(mutationSchema).min(1).max(500),
});
export const pushAnswerSchema = z.object({ lmid: version, results: z.array(outcomeSchema) });

/** Rows of one entity as columns and arrays, in storage form (text, integers, JSON as text). */
export const rowsSchema = z.object({
  entity: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  removed: z.array(idSchema),
});

/** Entities that are read again with one pull. */
export const MOST_REREAD = 50;

/** `POST /sync/pull`. A cursor of null asks for the scope from its start. */
export const pullSchema = z.object({
  clientId: idSchema,
  epoch: idSchema,
  pullSeq: version,
  /** The last mutation that the desk knows to be confirmed; it asks for the refusals above it. */
  lmid: version.optional(),
  cursors: z.record(scopeSchema, version.nullable()),
  /** Asks for the sums of all scopes, to compare them with the desk's own. */
  verify: z.boolean().optional(),
  /** Entities of which rows are wanted although they have not changed: since an upgrade the desk's lack columns. From `after`, an id, on. */
  reread: z
    .array(z.object({ scope: scopeSchema, entity: z.string().max(80), after: z.string().max(200) }))
    .max(MOST_REREAD)
    .optional(),
});

/** Rows of an entity in a scope, by their ids, that were asked for although they have not changed. `next`: the last id; null: these were the last. */
const rereadSchema = rowsSchema.omit({ removed: true }).extend({ scope: scopeSchema, next: z.string().nullable() });

export const scopeDeltaSchema = z.discriminatedUnion('kind', [
  z.object({
    scope: scopeSchema,
    kind: z.literal('delta'),
    from: version,
    to: version,
    /** More versions wait; pull again. */
    more: z.boolean(),
    changes: z.array(rowsSchema),
  }),
  /** Too much, or no cursor: load `GET /sync/snapshot/:scope` first. */
  z.object({
    scope: scopeSchema,
    kind: z.literal('snapshot'),
    rows: version,
    /** A ready SQLite file of the scope (`GET /sync/snapshot/:scope/file`), where there is one. */
    file: z.object({ version, sha256: hex(32), size: version }).optional(),
  }),
]);

export const pullAnswerSchema = z.object({
  clientId: idSchema,
  epoch: idSchema,
  pullSeq: version,
  /** The centre's clock, for people to read. */
  time: time.optional(),
  /**
   * The last mutation of this client whose effects are in the rows of this answer. While a scope has `more`, it is the pull's own `lmid`:
   * only the last page confirms.
   */
  lmid: version,
  /** What was parked, up to `lmid`. Every other mutation up to it is done. */
  results: z.array(outcomeSchema),
  /** Every scope that this desk may hold, now. */
  membership: z.array(scopeSchema),
  scopes: z.array(scopeDeltaSchema),
  /** From the same snapshot as the deltas, and only of scopes whose delta ends in it: so a row is never newer than its scope's version. */
  reread: z.array(rereadSchema).optional(),
  /** Where asked for: rows and sum (modulo 2^52) of each scope of the membership at its version in this snapshot. */
  sums: z.record(scopeSchema, z.object({ v: version, rows: version, sum: version })).optional(),
});

/**
 * `GET /sync/snapshot/:scope` answers NDJSON: a head; then per entity a column line followed by its rows, one JSON array a line; then the end.
 * All from one database snapshot at `version`. A stream without its end line is incomplete.
 */
export const snapshotHeadSchema = z.object({ scope: scopeSchema, version, rows: version });
export const snapshotColumnsSchema = z.object({ entity: z.string(), columns: z.array(z.string()) });
export const snapshotEndSchema = z.object({ end: z.literal(true), rows: version });

/** `GET /sync/events` (SSE): hints only, `data:` holds one of these. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), epoch: idSchema, heartbeat: z.int() }),
  z.object({
    type: z.literal('poke'),
    scopes: z.record(scopeSchema, version),
    /** Where many desks hear of it at once: come within so many milliseconds, each when it likes. */
    spread: z.int().min(0).max(60_000).optional(),
  }),
  z.object({ type: z.literal('membership') }),
  z.object({ type: z.literal('revoked') }),
]);

/** Headers of a signed request. The signature covers method, path with query, time, and the SHA-256 of the body, one a line. */
export const signatureHeaders = {
  device: 'x-backroom-device',
  time: 'x-backroom-time',
  signature: 'x-backroom-signature',
  /** Not signed: which tables the desk has (`Domain.version`), so that it is told what it knows. */
  tables: 'x-backroom-tables',
} as const;

/**
 * The text that a person signs for a gesture. Its number is not part of it: the gesture may be sent again under another. An override is
 * part of it where there is one; without, it is the text of before there were any.
 */
export function mutationText(mutation: Omit<MutationMessage, 'mid' | 'sig'>): string {
  const { uid, name, ver, args, actor, at, deps, override } = mutation;
  const lent = override ? [[override.for, override.reason]] : [];
  return JSON.stringify([uid, name, ver, args, actor, at, deps, ...lent]);
}

/** The text that a device signs. `bodyHash` is hex. */
export function signedText(request: { method: string; path: string; time: number; bodyHash: string }): string {
  return `${request.method}\n${request.path}\n${request.time}\n${request.bodyHash}`;
}

export const syncMessages = {
  hello: helloSchema,
  registerDevice: registerDeviceSchema,
  device: deviceSchema,
  signIn: signInSchema,
  renewGrant: renewGrantSchema,
  offlineGrant: offlineGrantSchema,
  signedGrant: signedGrantSchema,
  registerClient: registerClientSchema,
  client: clientSchema,
  retire: retireSchema,
  retired: retiredSchema,
  push: pushSchema,
  pushAnswer: pushAnswerSchema,
  pull: pullSchema,
  pullAnswer: pullAnswerSchema,
  blobPart: blobPartSchema,
  blobProgress: blobProgressSchema,
  snapshotHead: snapshotHeadSchema,
  snapshotColumns: snapshotColumnsSchema,
  snapshotEnd: snapshotEndSchema,
  auditAsk: auditAskSchema,
  auditPage: auditPageSchema,
  event: eventSchema,
  problem: problemSchema,
} as const;

export type Hello = z.infer<typeof helloSchema>;
export type DemoPerson = z.infer<typeof demoPersonSchema>;
export type RegisterDevice = z.infer<typeof registerDeviceSchema>;
export type Device = z.infer<typeof deviceSchema>;
export type SignIn = z.infer<typeof signInSchema>;
export type RenewGrant = z.infer<typeof renewGrantSchema>;
export type OfflineGrant = z.infer<typeof offlineGrantSchema>;
export type SignedGrant = z.infer<typeof signedGrantSchema>;
export type Client = z.infer<typeof clientSchema>;
export type Retire = z.infer<typeof retireSchema>;
export type Retired = z.infer<typeof retiredSchema>;
export type MutationMessage = z.infer<typeof mutationSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Push = z.infer<typeof pushSchema>;
export type PushAnswer = z.infer<typeof pushAnswerSchema>;
export type Rows = z.infer<typeof rowsSchema>;
export type Pull = z.infer<typeof pullSchema>;
export type PullAnswer = z.infer<typeof pullAnswerSchema>;
export type RereadRows = z.infer<typeof rereadSchema>;
export type ScopeDelta = z.infer<typeof scopeDeltaSchema>;
export type SyncEvent = z.infer<typeof eventSchema>;
export type Problem = z.infer<typeof problemSchema>;
