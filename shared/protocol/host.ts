import { z } from 'zod';
import { errorCodes } from '../kernel/errors';
import { settingsSchema } from './ipc';

/** What the shell and the process that hosts the core say to each other. Each end parses what arrives. */

const askId = z.int().min(0);
const error = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.json().optional()),
});
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** SHA-256 of a media file, in lower-case hex: its name and its proof. */
export const mediaHashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'not a media hash');

/** What the core needs from the shell, one line each: input and output. */
export const asks = {
  /** Sealed by the operating system, or null where it has nothing to seal with. */
  seal: { input: z.object({ plain: bytes }), output: bytes.nullable() },
  open: { input: z.object({ sealed: bytes }), output: bytes },
  /** The path that the person chose, or null. */
  choosePath: { input: z.object({ suggestedName: z.string().min(1).max(255) }), output: z.string().nullable() },
} as const;
export type AskName = keyof typeof asks;
export type AskInput<N extends AskName> = z.infer<(typeof asks)[N]['input']>;
export type AskOutput<N extends AskName> = z.infer<(typeof asks)[N]['output']>;

const answer = z.object({ kind: z.literal('answer'), id: askId, value: z.unknown(), error: error.nullable() });

/** Shell → core. */
export const toCoreSchema = z.discriminatedUnion('kind', [
  /**
   * First of all. `folder`: the data folder; `api`: the centre to begin with, if one was named; `resume`: what an
   * earlier core that died last said of who sits here.
   */
  z.object({
    kind: z.literal('start'),
    folder: z.string().min(1),
    api: z.url().nullable(),
    resume: z.string().nullable(),
  }),
  /** A window's port travels with it. `again`: this window has seen an earlier core and may hold stale answers. */
  z.object({ kind: z.literal('window'), again: z.boolean() }),
  answer,
  z.object({ kind: z.literal('syncNow') }),
  z.object({ kind: z.literal('media'), id: askId, hash: mediaHashSchema }),
  z.object({ kind: z.literal('stop') }),
]);

/** Core → shell. */
export const fromCoreSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('settings'), theme: settingsSchema.shape.theme, language: settingsSchema.shape.language }),
  /** Who sits here now, as the next core wants to hear it. Secret: for the shell's memory only. */
  z.object({ kind: z.literal('person'), resume: z.string().nullable() }),
  z.object({ kind: z.literal('ask'), id: askId, name: z.enum(['seal', 'open', 'choosePath']), input: z.unknown() }),
  /** To `media`: the file's path, or null when there is no such file and none can be had now. */
  z.object({ kind: z.literal('media'), id: askId, path: z.string().nullable() }),
]);

export type ToCore = z.infer<typeof toCoreSchema>;
export type FromCore = z.infer<typeof fromCoreSchema>;
