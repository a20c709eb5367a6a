import { z } from 'zod';
import type { OfflineGrant } from '../../../shared/protocol/sync';
import { signingKey } from '../sync/ed25519';

/** Somebody who is signed in: what he may do, and the key that signs what he does. In memory only. */
export interface Seat {
  readonly grant: OfflineGrant;
  readonly seed: Uint8Array;
  readonly publicKey: string;
  /** The Ed25519 signature of a text, hex. */
  readonly sign: (text: string) => string;
}

export function takeSeat(grant: OfflineGrant, seed: Uint8Array): Seat {
  const key = signingKey(seed);
  return { grant, seed, publicKey: key.publicKey, sign: (text) => key.sign(text) };
}

const keptSchema = z.object({ userName: z.string(), seed: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * What lets the next core go on where this one died: for the memory of the shell, never for a disk. Whoever starts a core
 * with it still needs the person's living grant in the journal.
 */
export const seatText = ({ grant, seed }: Seat): string =>
  JSON.stringify({ userName: grant.userName, seed: Buffer.from(seed).toString('hex') });

/** Null for anything that `seatText` has not made. */
export function readSeat(text: string): { readonly userName: string; readonly seed: Uint8Array } | null {
  try {
    const { userName, seed } = keptSchema.parse(JSON.parse(text));
    return { userName, seed: Buffer.from(seed, 'hex') };
  } catch {
    return null;
  }
}
