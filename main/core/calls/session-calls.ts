import { getSettings, setSettings } from '../settings';
import { actorWith, type CallNeeds, type Handlers } from './call-needs';

type Names =
  | 'session.get'
  | 'session.connect'
  | 'session.signIn'
  | 'session.signOut'
  | 'session.lock'
  | 'session.touch'
  | 'session.setPin'
  | 'session.signInByPin'
  | 'settings.get'
  | 'settings.set';

/** When a desk locks itself is the shop's business, not that of whoever stands before it. */
const KEEP_LOCK = 'administration.desk.update';

/** Who sits here, and how the desk looks. Needs nobody to be signed in, but for the lock. */
export function sessionCalls({ session, journal, changes }: CallNeeds): Handlers<Names> {
  return {
    'session.get': () => session.view(),
    'session.connect': (input) => session.connect(input),
    'session.signIn': (input) => session.signIn(input),
    'session.signOut': () => session.signOut(),
    'session.lock': () => session.lock(),
    'session.touch'() {
      session.touch();
      return Promise.resolve(null);
    },
    'session.setPin': ({ pin }) => session.setPin(pin),
    'session.signInByPin': (who) => session.signInByPin(who),
    'settings.get': () => getSettings(journal.settings),
    async 'settings.set'(input) {
      if (input.lockAfter !== undefined) actorWith({ session }, KEEP_LOCK);
      const settings = await setSettings(journal.settings, input);
      session.lockAfter(settings.lockAfter);
      changes.announce({ topic: 'settings' });
      return settings;
    },
  };
}
