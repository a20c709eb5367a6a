import { z } from 'zod';
import { idSchema } from '../kernel/id';

/** The words in which a person reads the centre's audit log, at the bridge and between desk and centre. */

const time = z.int().min(0);
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const chain = z.string().min(1).max(120);
const verb = z.string().min(1).max(80);

/** Where an entry stands when the log is read newest first. */
export const auditKeySchema = z.object({ at: time, chain, seq: z.int().min(1) });

/** Which entries: all of them, those of one record with its parts, of some people, of some verbs (without version), of a time (both ends included). */
export const auditQuerySchema = z.object({
  about: z.object({ entity: z.string().min(1).max(60), id: idSchema }).nullable(),
  persons: z.array(idSchema).max(50),
  verbs: z.array(verb).max(100),
  from: time.nullable(),
  to: time.nullable(),
  /** The key of the last entry that is known; null begins with the newest. */
  after: auditKeySchema.nullable(),
  limit: z.int().min(1).max(200),
  /** Has all chains checked anew before it is answered, where that takes no longer than a few seconds. */
  check: z.boolean(),
});

/** `POST /audit`, signed by the desk like every request, and by the person with his key at that desk. */
export const auditAskSchema = auditQuerySchema.extend({
  actor: idSchema,
  /** When it was asked, UTC ms; good for five minutes either way. */
  at: time,
  /** Ed25519 signature of `auditText`. */
  sig: hex(64),
});

const record = z.record(z.string(), z.json());

export const auditEntrySchema = auditKeySchema.extend({
  /** null: the centre itself, or a desk before anybody had signed in. */
  actor: idSchema.nullable(),
  device: idSchema.nullable(),
  /** Where the actor let it through for a colleague: for whom, and why. */
  override: z.object({ for: idSchema, reason: z.string() }).nullable(),
  /** As it was written, with its version: `order.ship@1`. */
  verb: z.string(),
  uid: idSchema.nullable(),
  hash: z.string(),
  /** The rows as they were before and after; null where there was none, or where the reader may not read. */
  touched: z.array(z.object({ entity: z.string(), id: idSchema, before: record.nullable(), after: record.nullable() })),
  /** How many more rows it touched that the reader may not read. */
  hidden: z.int().min(0),
});

/**
 * Why a chain is broken. `changed`: an entry is not what its hash says. `missing`: one with this number should be here. `end`: the chain
 * ends elsewhere than it was written to. `unindexed`, `foreign`: an entry would not be found by a row that it touched, or by one that it did not.
 */
export const auditFaults = ['changed', 'missing', 'end', 'unindexed', 'foreign'] as const;

/** What the last walk over all chains has found. */
export const auditVerdictSchema = z.object({
  /** When it ended, UTC ms. */
  at: time,
  chains: z.int(),
  entries: z.int(),
  /** Over the ends of all chains. Noted elsewhere, it also tells of a chain that was written anew from its start. */
  seal: hex(32),
  /** At most one fault a chain, with the desk whose chain it is; empty when all is well. */
  broken: z.array(
    z.object({ chain: z.string(), seq: z.int(), fault: z.enum(auditFaults), device: idSchema.nullable() }),
  ),
});

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Where the next page begins; null after the last. */
  next: auditKeySchema.nullable(),
  /** null until the chains were checked for the first time since the centre was started. */
  verdict: auditVerdictSchema.nullable(),
});

/** The text that a person signs to read the log: what is asked, who asks, and when. Never that of a gesture, which is a list of seven. */
export function auditText(ask: Omit<AuditAsk, 'sig'>): string {
  const { actor, at, about, persons, verbs, from, to, after, limit, check } = ask;
  const key = after && [after.at, after.chain, after.seq];
  const row = about && [about.entity, about.id];
  return JSON.stringify(['audit.read', actor, at, row, persons, verbs, from, to, key, limit, check]);
}

export type AuditKey = z.infer<typeof auditKeySchema>;
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditAsk = z.infer<typeof auditAskSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;
export type AuditPage = z.infer<typeof auditPageSchema>;
