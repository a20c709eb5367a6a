import { AppError } from '../../../shared/kernel/errors';
import type { CallNeeds, Handlers } from './call-needs';

type Names = 'override.people' | 'override.mutate';

/** A refusal for want of a right is his who lent his own, not that of who is signed in: screens tell the two apart. */
function asLenders(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'forbidden') return error;
  return new AppError(error.code, error.message, { ...error.details, reason: 'override.noRight' });
}

/** A manager lets one gesture of a colleague through, with a reason, whether or not the line is up. */
export function overrideCalls({ session, writer, loop }: CallNeeds): Handlers<Names> {
  return {
    'override.people': () => session.colleagues(),
    async 'override.mutate'({ mutation, ...lender }) {
      await session.lend(lender, (actor) =>
        writer.mutate(mutation, actor).catch((error: unknown) => {
          throw asLenders(error);
        }),
      );
      loop.wake();
      return null;
    },
  };
}
