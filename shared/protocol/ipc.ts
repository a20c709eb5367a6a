import { z } from 'zod';
import { errorCodes, type PlainError } from '../kernel/errors';
import { idSchema } from '../kernel/id';
import { grantSchema } from '../kernel/permission';
import { querySchema } from '../kernel/query';
import { auditPageSchema, auditQuerySchema } from './audit';
import { PICTURE_BYTES, pictureTypes } from './blobs';
import { overrideSchema } from './override';
import { demoPersonSchema } from './sync';

/** The bridge between a window and the core: four words. Everything that crosses is parsed on arrival. */

const time = z.int().min(0);
const plainError = z.object({ code: z.enum(errorCodes), message: z.string(), details: z.record(z.string(), z.json()) });

/** What a window asks the core to write. The uid is made once, where the gesture is made. */
export const mutateSchema = z.object({
  uid: idSchema,
  name: z.string().max(80),
  args: z.unknown(),
  deps: z.array(idSchema).max(50).default([]),
});

export const personSchema = z.object({ userId: idSchema, userName: z.string(), name: z.string() });

export const sessionSchema = z.object({
  /** `unregistered`: the desk knows no centre yet. `locked`: the person is away; nothing can be read or done until somebody signs in. */
  state: z.enum(['unregistered', 'signedOut', 'locked', 'signedIn']),
  centre: z.object({ name: z.string(), url: z.string() }).nullable(),
  deskNumber: z.int().nullable(),
  /** This desk as records name it. */
  deskId: idSchema.nullable(),
  /** Who is signed in, or whose session is locked. */
  person: personSchema.nullable(),
  rights: z.array(grantSchema),
  /** People who can sign in here without the line. */
  known: z.array(personSchema),
  /** Ids of those among them who have set a PIN since the desk was started. */
  pins: z.array(idSchema),
  demo: z.array(demoPersonSchema).nullable(),
  /** The centre has taken this desk out of service: when, which centre, and how many gestures it kept that have not gone through. */
  outOfService: z.object({ at: time, centreName: z.string(), kept: z.int() }).nullable(),
});

export const syncStatusSchema = z.object({
  line: z.enum(['online', 'offline']),
  /** Since when the line is down, UTC ms. */
  since: time.nullable(),
  /** Why the line is down, as errors are told; null while it is up. */
  trouble: z.object({ code: z.enum(errorCodes), reason: z.string().nullable() }).nullable(),
  waiting: z.int(),
  /** What needs the person who is signed in; with nobody here all that was refused at this desk. At least so many. */
  needs: z.object({
    /** Gestures of his that were refused, or of anybody here where he looks after the desk. */
    refused: z.int(),
    /** Open conflicts in fields that he may edit. */
    conflicts: z.int(),
    /** Open tasks that he may finish. */
    tasks: z.int(),
  }),
  /** Age of the data: when the last pull was applied, UTC ms. */
  lastPull: time.nullable(),
  /** While a first load runs: rows loaded of rows to load. */
  loading: z.object({ done: z.int(), total: z.int() }).nullable(),
  /** Scopes whose rows are here. */
  scopes: z.array(z.string()),
  /** How many gestures may wait, and how near it is: `high` from a tenth on; `full`: requests and edits are refused. */
  outbox: z.object({ limit: z.int(), pressure: z.enum(['low', 'high', 'full']) }),
  /** How well this desk keeps step, in numbers only; those of rebases and predictions since it was started. */
  health: z.object({
    /** When the oldest waiting gesture was made, UTC ms. */
    oldest: time.nullable(),
    /** Versions that the centre has told of and are not here. */
    behind: z.int(),
    /** 19 of 20 pulls were applied within so many milliseconds. */
    rebaseP95: z.int().nullable(),
    /** How often a waiting gesture could not be shown on top of newer rows. */
    failedPredictions: z.int(),
    /** What the centre's clock is ahead of this machine's, ms. */
    clockOffset: z.int().nullable(),
  }),
});

export const ledgerStates = ['waiting', 'sent', 'confirmed', 'parked', 'repaired', 'dismissed'] as const;
export const ledgerEntrySchema = z.object({
  uid: idSchema,
  name: z.string(),
  args: z.unknown(),
  state: z.enum(ledgerStates),
  at: time,
  actor: personSchema.pick({ userId: true, name: true }),
  /** Where the actor let it through for a colleague who may not: for whom, and why. */
  override: z.object({ for: personSchema.pick({ userId: true, name: true }), reason: z.string() }).nullable(),
  error: plainError.nullable(),
});

/** Which entries of the ledger: in a state, of a person, made at or after a time (UTC ms); null and 0: whatever there is. */
const ledgerView = z.object({ actor: idSchema.nullable().default(null), since: time.default(0) });

export const settingsSchema = z.object({
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['comfortable', 'compact']),
  language: z.enum(['en', 'de']),
  /** After so many seconds without a touch the desk locks itself; 0: never. */
  lockAfter: z.int().min(0).max(86_400),
});

export const printerSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(60),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65535),
  dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]),
});

export const printJobStates = ['queued', 'printing', 'done', 'failed', 'cancelled'] as const;
export const printJobSchema = z.object({
  id: idSchema,
  title: z.string(),
  printerId: idSchema,
  copies: z.int(),
  state: z.enum(printJobStates),
  tries: z.int(),
  at: time,
  actor: z.string(),
  error: plainError.nullable(),
});

/** Which label of what: a design (built in or the shop's own) filled from a variant. */
export const labelSchema = z.object({
  designId: idSchema,
  variantId: idSchema,
  barcode: z.string().max(80).nullable(),
});
const copies = z.int().min(1).max(1000);

export const scanSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('variant'), id: idSchema, packQuantity: z.int() }),
  z.object({ kind: z.literal('order'), id: idSchema }),
  z.object({ kind: z.literal('unknown') }),
]);

const pinSchema = z.string().regex(/^\d{4,8}$/, 'not four to eight figures');

/** Who shows with PIN or password that he is it; one of both. */
const proofSchema = z.union([z.object({ pin: pinSchema }), z.object({ password: z.string().min(1).max(200) })]);

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
const nothing = z.null();

/** Everything a window may ask beside records: one line each, input and output. */
export const calls = {
  'session.get': call(nothing, sessionSchema),
  'session.connect': call(z.object({ url: z.url().max(500), code: z.string().min(1).max(100) }), sessionSchema),
  'session.signIn': call(
    z.object({ userName: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
    sessionSchema,
  ),
  'session.signOut': call(nothing, sessionSchema),
  'session.lock': call(nothing, sessionSchema),
  /** A person has touched the window. */
  'session.touch': call(nothing, nothing),
  'session.setPin': call(z.object({ pin: pinSchema.nullable() }), sessionSchema),
  'session.signInByPin': call(z.object({ userId: idSchema, pin: pinSchema }), sessionSchema),
  /** The colleagues who can show at this desk who they are, and what each may do: for the question whom to ask. */
  'override.people': call(nothing, z.array(personSchema.extend({ byPin: z.boolean(), rights: z.array(grantSchema) }))),
  /** One gesture with the right of a colleague who stands beside; who is signed in stays so. The same uid as of the gesture that was refused. */
  'override.mutate': call(
    z.object({
      mutation: mutateSchema,
      userId: idSchema,
      proof: proofSchema,
      reason: z.string().trim().pipe(overrideSchema.shape.reason),
    }),
    nothing,
  ),
  'settings.get': call(nothing, settingsSchema),
  'settings.set': call(settingsSchema.partial(), settingsSchema),
  'sync.status': call(nothing, syncStatusSchema),
  'sync.now': call(nothing, nothing),
  'sync.ledger': call(
    ledgerView.extend({
      state: z.enum(ledgerStates).nullable(),
      before: time.nullable(),
      limit: z.int().min(1).max(500),
    }),
    z.array(ledgerEntrySchema),
  ),
  /** How many of them are in each state, and who made them. */
  'sync.ledgerSummary': call(
    ledgerView,
    z.object({
      counts: z.record(z.enum(ledgerStates), z.int()),
      people: z.array(personSchema.pick({ userId: true, name: true })),
    }),
  ),
  /** One entry; null when it is not there, or not this person's to see. */
  'sync.entry': call(z.object({ uid: idSchema }), ledgerEntrySchema.nullable()),
  'sync.retry': call(z.object({ uid: idSchema, newUid: idSchema }), nothing),
  /** A refused gesture is dealt with: let go, or, with `repaired`, done anew by another gesture. */
  'sync.dismiss': call(z.object({ uid: idSchema, repaired: z.boolean().default(false) }), nothing),
  /** Saves a table as CSV where the person chooses; `path` is null when he thought better of it. Cells are written so that no program runs them as formulas. */
  'table.save': call(
    z.object({
      /** Of the file, without its ending. */
      name: z
        .string()
        .max(120)
        .regex(/^[^\p{Cc}\p{Cs}/\\]+$/u),
      columns: z.array(z.string().max(100)).min(1).max(100),
      rows: z.array(z.array(z.string().max(10_000)).max(100)).max(200_000),
      separator: z.enum([',', ';']),
    }),
    z.object({ path: z.string().nullable() }),
  ),
  /** What the centre's audit log says; `unavailable` (`audit.needsLine`) without the line. */
  'audit.read': call(auditQuerySchema, auditPageSchema),
  'number.next': call(z.object({ kind: z.literal('order'), storeId: idSchema }), z.object({ reference: z.string() })),
  /** Keeps a picture at this desk, whole and durable; it goes up when the line allows. `bytes` is base64. */
  'media.add': call(
    z.object({ type: z.enum(pictureTypes), bytes: z.base64().max(Math.ceil(PICTURE_BYTES / 3) * 4) }),
    z.object({ sha256: z.string(), type: z.enum(pictureTypes) }),
  ),
  'scan.resolve': call(z.object({ code: z.string().min(1).max(200) }), scanSchema),
  'label.designs': call(nothing, z.array(z.object({ id: idSchema, name: z.string(), purpose: z.string() }))),
  'label.preview': call(
    labelSchema,
    z.object({ svg: z.string(), width: z.number(), height: z.number(), warnings: z.array(z.string()) }),
  ),
  /** Saves a PDF where the person chooses; `path` is null when he thought better of it. */
  'label.pdf': call(labelSchema.extend({ copies }), z.object({ path: z.string().nullable() })),
  'print.enqueue': call(labelSchema.extend({ id: idSchema, printerId: idSchema, copies }), printJobSchema),
  'print.jobs': call(z.object({ limit: z.int().min(1).max(500) }), z.array(printJobSchema)),
  'print.retry': call(z.object({ id: idSchema }), nothing),
  'print.cancel': call(z.object({ id: idSchema }), nothing),
  'printer.list': call(nothing, z.array(printerSchema)),
  'printer.save': call(printerSchema, z.array(printerSchema)),
  'printer.remove': call(z.object({ id: idSchema }), z.array(printerSchema)),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Calls[N]['output']>;

/** The one event. `ids` null means: anything of this entity may have changed. */
export const changeSchema = z.discriminatedUnion('topic', [
  z.object({
    topic: z.literal('records'),
    entities: z.array(z.object({ entity: z.string(), ids: z.array(idSchema).nullable() })),
  }),
  z.object({ topic: z.literal('session') }),
  z.object({ topic: z.literal('settings') }),
  z.object({ topic: z.literal('sync') }),
  z.object({ topic: z.literal('print') }),
]);

/** A request as it crosses the port, and its answer. */
export const requestSchema = z.discriminatedUnion('word', [
  z.object({ id: z.int(), word: z.literal('read'), query: querySchema }),
  z.object({ id: z.int(), word: z.literal('mutate'), mutation: mutateSchema }),
  z.object({ id: z.int(), word: z.literal('call'), name: z.string().max(60), input: z.unknown() }),
]);

export type Mutate = z.input<typeof mutateSchema>;
export type Person = z.infer<typeof personSchema>;
export type Session = z.infer<typeof sessionSchema>;
export type SyncStatus = z.infer<typeof syncStatusSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type PrinterConfig = z.infer<typeof printerSchema>;
export type PrintJob = z.infer<typeof printJobSchema>;
export type Label = z.infer<typeof labelSchema>;
export type Scan = z.infer<typeof scanSchema>;
export type Change = z.infer<typeof changeSchema>;
export type Request = z.input<typeof requestSchema>;
export type Answer = { id: number; value: unknown } | { id: number; error: PlainError };
export type PortMessage = Answer | { change: Change };
