import { toPlainError, type PlainError } from '../../../shared/kernel/errors';
import type { Bridge } from '../../../shared/protocol/bridge';
import { calls, requestSchema, type Answer, type CallName, type PortMessage } from '../../../shared/protocol/ipc';
import type { Log } from '../ports';

/** The core's end of a window's port. */
export interface WindowPort {
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
  post(message: PortMessage): void;
}

/** The id of a request that did not parse, so that the asker still hears; -1 where there is none. */
function idOf(data: unknown): number {
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : -1;
}

const invalid = (message: string, field: string): PlainError => ({ code: 'invalid', message, details: { field } });

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name);

async function valueOf(bridge: Bridge, request: ReturnType<typeof requestSchema.parse>): Promise<unknown> {
  switch (request.word) {
    case 'read':
      return bridge.read(request.query);
    case 'mutate':
      return bridge.mutate(request.mutation);
    case 'call':
      // The name is one of the table's; `call` itself parses the input by that name's schema.
      return bridge.call(request.name as CallName, request.input as never);
  }
}

/** Where a defect was met: the first line of the stack that names a place. Never its message, which may quote data. */
function placeOfDefect(error: unknown): string {
  const line = error instanceof Error ? error.stack?.split('\n').find((text) => /^\s+at /.test(text)) : undefined;
  return line?.trim().slice(0, 200) ?? typeof error;
}

function problemOf(error: unknown, word: string, log: Log): PlainError {
  const plain = toPlainError(error);
  if (plain.code !== 'internal') return plain;
  log.write('error', 'bridge.defect', { name: word, reason: placeOfDefect(error) });
  return { code: 'internal', message: 'A defect was met. The log says where.', details: {} };
}

/**
 * Answers one message of a window. Whatever arrives gets an answer; a defect's own words stay here.
 * @internal exported for its test
 */
export async function answerRequest(bridge: Promise<Bridge>, data: unknown, log: Log): Promise<Answer> {
  const parsed = requestSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { id: idOf(data), error: invalid(issue?.message ?? 'not a request', (issue?.path ?? []).join('.')) };
  }
  const request = parsed.data;
  const { id, word } = request;
  if (word === 'call' && !isCall(request.name)) return { id, error: invalid('There is no such call', 'name') };
  try {
    return { id, value: await valueOf(await bridge, request) };
  } catch (error) {
    return { id, error: problemOf(error, word === 'call' ? request.name : word, log) };
  }
}

/** Serves one window: its requests are answered, every change is pushed, until its port closes. */
export function serveWindow(port: WindowPort, bridge: Promise<Bridge>, log: Log): void {
  let open = true;
  let stop: () => void = () => undefined;
  const post = (message: PortMessage) => {
    if (open) port.post(message);
  };
  port.onClose(() => {
    open = false;
    stop();
  });
  port.onMessage((data) => void answerRequest(bridge, data, log).then(post));
  bridge.then(
    (core) => {
      if (open) stop = core.onChange((change) => post({ change }));
    },
    () => undefined, // each request says it
  );
}
