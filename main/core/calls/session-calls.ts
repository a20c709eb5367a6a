import { getSettings, setSettings } from '../settings';
import type { CallNeeds, Handlers } from './call-needs';

type Names = 'session.get' | 'session.connect' | 'session.signIn' | 'session.signOut' | 'settings.get' | 'settings.set';

/** Who sits here, and how the desk looks. Needs nobody to be signed in. */
export function sessionCalls({ session, journal, changes }: CallNeeds): Handlers<Names> {
  return {
    'session.get': () => session.view(),
    'session.connect': (input) => session.connect(input),
    'session.signIn': (input) => session.signIn(input),
    'session.signOut': () => session.signOut(),
    'settings.get': () => getSettings(journal.settings),
    async 'settings.set'(input) {
      const settings = await setSettings(journal.settings, input);
      changes.announce({ topic: 'settings' });
      return settings;
    },
  };
}
