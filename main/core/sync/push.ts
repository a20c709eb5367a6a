import { AppError } from '../../../shared/kernel/errors';
import { pushAnswerSchema, type MutationMessage, type PushAnswer } from '../../../shared/protocol/sync';
import type { Log } from '../ports';
import type { Journal } from '../store/journal';
import type { OutboxEntry } from '../store/journal/entry';
import type { SyncIdentity } from './register';
import type { Transport } from './transport';

const MOST = 500;
/** Of the centre's megabyte, with room for the envelope. */
const MOST_BYTES = 900_000;
/** A centre that stumbles over the same gesture alone, in so many exchanges, will not take it. */
const STUMBLES = 3;

interface Needs {
  readonly journal: Journal;
  readonly log: Log;
}

interface Target extends SyncIdentity {
  readonly transport: Transport;
}

function messageOf({ mid, uid, name, ver, args, actor, at, deps, override, sig }: OutboxEntry): MutationMessage {
  return { mid, uid, name, ver, args, actor, at, deps: [...deps], ...(override ? { override } : {}), sig };
}

/** As many from the start as fit into one message, numbered without a hole; always at least one. */
function fitting(messages: readonly MutationMessage[]): MutationMessage[] {
  let bytes = 0;
  const end = messages.findIndex((message, index) => {
    bytes += Buffer.byteLength(JSON.stringify(message)) + 1;
    return index > 0 && (bytes > MOST_BYTES || message.mid !== (messages[0]?.mid ?? 0) + index);
  });
  return end === -1 ? [...messages] : messages.slice(0, end);
}

/** May a smaller message fare better? The centre called it malformed or too large, or stumbled over it. */
function isPoisoned({ code, details }: AppError): boolean {
  const status = Number(details['status'] ?? 0);
  return code === 'invalid' || code === 'tooLarge' || (code === 'unavailable' && status >= 500 && status !== 503);
}

/** A gesture that no centre takes in this form goes without its content: it is parked there under its number, and blocks nothing. The desk keeps what it said. */
const bare = ({ override: _, ...message }: MutationMessage): MutationMessage => ({
  ...message,
  args: null,
  deps: [],
  sig: null,
});

/** Sends what waits, in order. What has been sent stays in the outbox until a pull confirms it. */
export class Pusher {
  /** The centre has said that it has these; only a hint, so that they are not sent again and again. */
  private sentUpTo = 0;
  private size = MOST;
  /** The gesture, sent alone, over which the centre stumbled last, and how often. */
  private stumbled = { uid: '', times: 0 };

  constructor(private readonly needs: Needs) {}

  /** Forgets the hint: what is not confirmed is sent again. */
  reset(): void {
    this.sentUpTo = 0;
  }

  /**
   * Until nothing is left to send. Resolves to how many went out. Throws what the line throws, and `conflict` when the centre
   * and this desk no longer know each other (`epoch`, `retired`, `forked`, `outOfOrder`).
   */
  async push(target: Target): Promise<number> {
    let sent = 0;
    for (;;) {
      const entries = await this.needs.journal.outbox.waiting(this.sentUpTo, this.size);
      if (entries.length === 0) return sent;
      const messages = fitting(entries.map(messageOf));
      const answer = await this.send(target, messages);
      if (!answer) continue;
      const last = Math.min(answer.lmid, messages.at(-1)?.mid ?? 0);
      if (last <= this.sentUpTo) throw new AppError('damaged', 'The centre took nothing', { reason: 'centre.garbled' });
      await this.needs.journal.outbox.markSent(messages.map(({ mid }) => mid));
      this.sentUpTo = last;
      this.size = Math.min(MOST, this.size * 2);
      sent += messages.length;
    }
  }

  /** Null when another, smaller or better aimed, message is to be tried. */
  private async send(target: Target, messages: readonly MutationMessage[]): Promise<PushAnswer | null> {
    try {
      return await this.ask(target, messages);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'conflict' && error.details.reason === 'outOfOrder')
        return this.aimAgain(error, target, messages);
      if (!isPoisoned(error)) throw error;
      const [only] = messages;
      if (messages.length > 1) {
        this.size = Math.ceil(messages.length / 2);
        return null;
      }
      if (!only || (error.code === 'unavailable' && !this.isHopeless(only))) throw error;
      this.needs.log.write('error', 'sync.push.bare', { uid: only.uid, mid: only.mid, code: error.code });
      return this.ask(target, [bare(only)]);
    }
  }

  /** A centre that fails alike for everybody fails for the bare number, too; then nothing is parked. */
  private isHopeless({ uid }: MutationMessage): boolean {
    this.stumbled = { uid, times: this.stumbled.uid === uid ? this.stumbled.times + 1 : 1 };
    return this.stumbled.times >= STUMBLES;
  }

  private ask({ transport, clientId, epoch }: Target, mutations: readonly MutationMessage[]): Promise<PushAnswer> {
    const body = { clientId, epoch, mutations };
    return transport.ask({ method: 'POST', path: '/sync/push', body, schema: pushAnswerSchema });
  }

  /** The centre misses numbers before these. They are sent, if this desk still has them. */
  private async aimAgain(error: AppError, target: Target, messages: readonly MutationMessage[]): Promise<null> {
    const expected = Number(error.details['expected'] ?? 0);
    const [first] = messages;
    if (expected < 1 || !first) throw error;
    this.needs.log.write('warn', 'sync.push.outOfOrder', { expected, mid: first.mid });
    if (this.sentUpTo !== expected - 1) {
      this.sentUpTo = expected - 1;
      return null;
    }
    // An entry that was damaged on disk and set aside, or lost with the file: its number is used up, or nothing behind it gets through.
    if (!(await this.needs.journal.ledger.isGone(expected))) throw error;
    this.needs.log.write('error', 'sync.push.lost', { mid: expected });
    const uid = `${target.clientId}.${expected}`;
    await this.ask(target, [{ ...bare(first), mid: expected, uid, name: 'journal.lost', ver: 1 }]);
    this.sentUpTo = expected;
    return null;
  }
}
