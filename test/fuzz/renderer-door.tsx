import { renderToStaticMarkup } from 'react-dom/server';
import { Provider } from 'react-redux';
import { bridgeApi } from '../../renderer/bridge/api';
import { createBackroomStore } from '../../renderer/bridge/store';
import { useMayDo } from '../../renderer/bridge/use-session';
import type { Rights } from '../../shared/kernel/permission';
import type { Bridge } from '../../shared/protocol/bridge';
import type { ModelPlace } from './rights-model';

export interface Question {
  readonly capability: string;
  readonly place: ModelPlace | null;
}

const silent: Bridge = {
  read: () => Promise.reject(new Error('nothing is read here')),
  mutate: () => Promise.reject(new Error('nothing is written here')),
  call: () => Promise.reject(new Error('nothing is asked here')),
  onChange: () => () => undefined,
};

function Asking({ questions, answers }: { questions: readonly Question[]; answers: boolean[] }) {
  const mayDo = useMayDo();
  for (const { capability, place } of questions) answers.push(place ? mayDo(capability, place) : mayDo(capability));
  return null;
}

const { store } = createBackroomStore(silent);

/** What a window decides: the very hook of the screens, rendered with a session of these rights in its store. */
export async function askRenderer(rights: Rights, questions: readonly Question[]): Promise<boolean[]> {
  const session = {
    state: 'signedIn',
    centre: null,
    deskNumber: 1,
    deskId: null,
    person: null,
    rights,
    known: [],
    demo: null,
  };
  await store.dispatch(bridgeApi.util.upsertQueryData('call', { name: 'session.get', input: null }, session));
  const answers: boolean[] = [];
  renderToStaticMarkup(
    <Provider store={store}>
      <Asking questions={questions} answers={answers} />
    </Provider>,
  );
  store.dispatch(bridgeApi.util.resetApiState());
  return answers;
}
