import { z } from 'zod';
import { AppError } from '../../kernel/errors';
import { idSchema } from '../../kernel/id';
import { defineMutation } from '../../kernel/mutation';
import { task } from './task';

/** Somebody has looked after it; or, with `open`, after all not. Done twice is done once. */
export const finishTask = defineMutation({
  name: 'task.finish',
  version: 1,
  kind: 'request',
  capability: 'administration.task.finish',
  args: z.object({ id: idSchema, note: task.fields.note.schema.default(null), open: z.boolean().default(false) }),
  async run(tx, { id, note, open }, { actor, at }) {
    const found = await tx.get(task, id);
    if (!found) throw new AppError('notFound', `task ${id}`, { reason: 'gone' });
    if ((found.state === 'open') === open) return;
    await tx.patch(
      task,
      id,
      open
        ? { state: 'open', finishedBy: null, finishedAt: null }
        : { state: 'done', finishedBy: actor, finishedAt: at, note },
    );
  },
});
