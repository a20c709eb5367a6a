import { AppError } from '../../shared/kernel/errors';
import { parseInput } from '../../shared/kernel/parse';
import { calls, type CallInput, type CallName, type CallOutput } from '../../shared/protocol/ipc';
import { auditCalls } from './calls/audit-calls';
import type { CallNeeds, Handlers } from './calls/call-needs';
import { deskCalls } from './calls/desk-calls';
import { ledgerCalls } from './calls/ledger-calls';
import { mediaCalls } from './calls/media-calls';
import { overrideCalls } from './calls/override-calls';
import { printCalls } from './calls/print-calls';
import { sessionCalls } from './calls/session-calls';
import { syncCalls } from './calls/sync-calls';
import { tableCalls } from './calls/table-calls';

/** Answers every call of the bridge. Throws `invalid` with the field for a wrong input, and what the call refuses with. */
export type Caller = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

export function createCaller(needs: CallNeeds): Caller {
  const handlers: Handlers<CallName> = {
    ...sessionCalls(needs),
    ...overrideCalls(needs),
    ...syncCalls(needs),
    ...ledgerCalls(needs),
    ...auditCalls(needs),
    ...deskCalls(needs),
    ...mediaCalls(needs),
    ...printCalls(needs),
    ...tableCalls(needs),
  };
  return async (name, input) => {
    if (!Object.hasOwn(calls, name)) throw new AppError('invalid', 'There is no such call', { field: 'name' });
    const parsed = parseInput<unknown>(calls[name].input, input);
    const handler: (input: never) => Promise<unknown> = handlers[name];
    const answer = await handler(parsed as never); // this very name's schema has parsed it
    const checked = calls[name].output.safeParse(answer);
    if (!checked.success) throw new AppError('internal', `The answer of ${name} is not as agreed`);
    return checked.data as CallOutput<typeof name>; // as above
  };
}
