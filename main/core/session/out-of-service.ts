import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Journal } from '../store/journal';

const KEY = 'outOfService';

/** That the centre has taken this desk out of service, and whether the copies of the shop's data are gone from it. */
export const outOfServiceSchema = z.object({ centreName: z.string(), at: z.int(), wiped: z.boolean() });
export type OutOfService = z.infer<typeof outOfServiceSchema>;

/** Null on a desk that is in service, or never was. */
export async function loadOutOfService({ settings }: Pick<Journal, 'settings'>): Promise<OutOfService | null> {
  const value = await settings.get(KEY);
  return value === null ? null : outOfServiceSchema.parse(value);
}

export async function keepOutOfService(
  { settings }: Pick<Journal, 'settings'>,
  now: OutOfService | null,
): Promise<void> {
  await settings.set(KEY, now);
}

/** First step, in one transaction: people, keys and what this desk was are gone, and it is known why. */
export async function emptyJournal(journal: Journal, why: OutOfService): Promise<void> {
  await journal.wipe({ forget: ['desk', 'deskKey', 'clock'], keep: { [KEY]: why } });
}

/** Whatever is a copy of what the centre has. Pictures that had not gone up stay with the gestures that name them. */
const copies = /^(replica|media|quarantine|backup|loads)/;

/** Second step, to be repeated at the next start when it was interrupted. */
export async function removeCopies(folder: string): Promise<void> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => copies.test(one)))
    await rm(join(folder, name), { recursive: true, force: true });
}
