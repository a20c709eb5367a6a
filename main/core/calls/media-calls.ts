import type { CallNeeds, Handlers } from './call-needs';

/** Pictures that people put in. */
export function mediaCalls({ session, outgoing, loop }: CallNeeds): Handlers<'media.add'> {
  return {
    async 'media.add'({ type, bytes }) {
      session.actor();
      const picture = await outgoing.add(type, Buffer.from(bytes, 'base64'));
      loop.wake();
      return picture;
    },
  };
}
