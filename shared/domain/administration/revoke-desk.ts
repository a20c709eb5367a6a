import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { desk } from './desk';

/** Takes a desk out of service for good: the centre refuses it from now on, and it empties itself when it hears so. Twice is once. */
export const revokeDesk = defineMutation({
  name: 'desk.revoke',
  version: 1,
  kind: 'request',
  capability: 'administration.desk.revoke',
  args: z.object({ deskId: idSchema }),
  async run(tx, { deskId }, { at }) {
    const row = await tx.get(desk, deskId);
    if (!row) throw new AppError('notFound', `desk ${deskId}`, { reason: 'gone' });
    if (row.revokedAt === null) await tx.patch(desk, deskId, { revokedAt: at });
  },
});
