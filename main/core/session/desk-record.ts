import { z } from 'zod';
import { demoPersonSchema } from '../../../shared/protocol/sync';
import type { DeskSettings } from '../store/journal/desk-settings';

const KEY = 'desk';

/** What this machine is to its centre, since it was registered there. */
export const deskRecordSchema = z.object({
  url: z.string(),
  centreName: z.string(),
  deviceId: z.string(),
  deskNumber: z.int(),
  /** The centre's raw public key in hex, pinned at registration. */
  centreKey: z.string(),
  /** The people that a demo centre shows on the sign-in screen. */
  demo: z.array(demoPersonSchema).nullable(),
});
export type DeskRecord = z.infer<typeof deskRecordSchema>;

/** Null while the desk knows no centre. */
export async function loadDesk(settings: DeskSettings): Promise<DeskRecord | null> {
  const value = await settings.get(KEY);
  return value === null ? null : deskRecordSchema.parse(value);
}

export async function saveDesk(settings: DeskSettings, desk: DeskRecord): Promise<void> {
  await settings.set(KEY, deskRecordSchema.parse(desk));
}
