import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/protocol/bridge';
import type { Answer, Change, PortMessage, Request } from '../shared/protocol/ipc';

type Problem = Extract<Answer, { error: unknown }>['error'];
type Body = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;
interface Waiting {
  body: Body;
  sent: boolean;
  resolve(value: unknown): void;
  reject(problem: Problem): void;
}

/** How long a request waits for a core that is not there, in milliseconds. */
const PATIENCE = 20_000;
const gone: Problem = { code: 'unavailable', message: 'The core is starting again', details: { reason: 'core.gone' } };

const waiting = new Map<number, Waiting>();
const listeners = new Set<(change: Change) => void>();
let port: MessagePort | null = null;
let last = 0;

function send(id: number, one: Waiting): void {
  if (!port) return;
  one.sent = true;
  try {
    port.postMessage({ id, ...one.body });
  } catch {
    waiting.delete(id);
    one.reject({ code: 'invalid', message: 'This cannot be sent: it is not plain data', details: {} });
  }
}

function tell(change: Change): void {
  for (const listener of listeners) {
    try {
      listener(change);
    } catch (error) {
      reportError(error); // one listener's fault is not the next one's
    }
  }
}

function settle(message: PortMessage): void {
  if ('change' in message) return tell(message.change);
  const one = waiting.get(message.id);
  waiting.delete(message.id);
  if ('error' in message) one?.reject(message.error);
  else one?.resolve(message.value);
}

/** What was under way when the core died: a save is said again, as its uid makes it one and the same; the rest is over. */
function lose(): void {
  port?.close();
  port = null;
  for (const [id, one] of waiting) {
    if (!one.sent) continue;
    one.sent = false;
    if (one.body.word === 'mutate') expire(id, one);
    else {
      waiting.delete(id);
      one.reject(gone);
    }
  }
}

function expire(id: number, one: Waiting): void {
  setTimeout(() => {
    if (!one.sent && waiting.delete(id)) one.reject(gone);
  }, PATIENCE);
}

/** The core answers by the types of the bridge; this side only carries, and so promises whatever is wanted. */
function ask(body: Body): Promise<never> {
  return new Promise<never>((resolve: (value: never) => void, reject) => {
    const id = (last += 1);
    const one: Waiting = { body, sent: false, resolve, reject };
    waiting.set(id, one);
    if (port) send(id, one);
    else expire(id, one);
  });
}

ipcRenderer.on('port', ({ ports: [fresh] }) => {
  lose();
  port = fresh ?? null;
  if (port) port.onmessage = ({ data }: MessageEvent<PortMessage>) => settle(data);
  for (const [id, one] of waiting) send(id, one);
});
ipcRenderer.on('portGone', lose);
// A window's first, empty document runs this, too; its call could arrive when the page is there, and bring that a second port.
if (location.protocol === 'app:') ipcRenderer.send('port');

const bridge: Bridge = {
  read: (query) => ask({ word: 'read', query }),
  mutate: (mutation) => ask({ word: 'mutate', mutation }),
  call: (name, input) => ask({ word: 'call', name, input }),
  onChange: (listener) => {
    const own = (change: Change) => listener(change);
    listeners.add(own);
    return () => void listeners.delete(own);
  },
};
// Electron freezes what it exposes.
contextBridge.exposeInMainWorld('backroom', bridge);
