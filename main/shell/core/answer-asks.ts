import { toPlainError } from '../../../shared/kernel/errors';
import { asks, type AskName, type FromCore, type ToCore } from '../../../shared/protocol/host';
import { choosePath } from '../choose-path';
import { openBySystem, sealBySystem } from '../secrets';

async function valueOf(name: AskName, input: unknown): Promise<unknown> {
  switch (name) {
    case 'seal':
      return sealBySystem(asks.seal.input.parse(input).plain);
    case 'open':
      return openBySystem(asks.open.input.parse(input).sealed);
    case 'choosePath':
      return choosePath(asks.choosePath.input.parse(input).suggestedName);
  }
}

/** Does what the core asks of the shell; the answer carries the error when it fails. */
export async function answerAsk({ id, name, input }: Extract<FromCore, { kind: 'ask' }>): Promise<ToCore> {
  try {
    return { kind: 'answer', id, value: await valueOf(name, input), error: null };
  } catch (error) {
    return { kind: 'answer', id, value: null, error: toPlainError(error) };
  }
}
