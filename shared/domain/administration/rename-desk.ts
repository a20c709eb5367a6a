import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { desk } from './desk';

/** What people call a desk: where it stands, rather than what the machine is called. The later name stands. */
export const renameDesk = defineMutation({
  name: 'desk.rename',
  version: 1,
  kind: 'request',
  capability: 'administration.desk.rename',
  args: z.object({ deskId: idSchema, name: desk.fields.name.schema }),
  async run(tx, { deskId, name }) {
    if (!(await tx.get(desk, deskId))) throw new AppError('notFound', `desk ${deskId}`, { reason: 'gone' });
    await tx.patch(desk, deskId, { name });
  },
});
