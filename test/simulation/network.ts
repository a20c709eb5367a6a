import type { Http, HttpAnswer, HttpRequest } from '../../main/core/ports';
import { AppError } from '../../shared/kernel/errors';

/** An answer as it travels. */
export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A request on its way to the centre, being worked on there, or its answer on the way back. */
export interface Message {
  readonly id: number;
  readonly desk: number;
  readonly request: HttpRequest;
  state: 'going' | 'there' | 'coming';
  answer: RawAnswer | null;
  /** Null when the desk waits no longer: it gave up, or is dead. */
  settle: ((answer: RawAnswer | Error, cutAt: number | null) => void) | null;
}

const offline = (what: string) => new AppError('offline', what, { reason: 'line.down' });

/** The body in pieces; with `cutAt`, it breaks off there. */
async function* pieces(text: string, cutAt: number | null): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(cutAt === null ? text : text.slice(0, cutAt));
  const size = 2000;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (cutAt !== null) throw offline('the line broke');
}

/** What lies between desks and centre. Nothing moves by itself: the schedule says which message makes its next hop, and how. */
export class Network {
  messages: Message[] = [];
  private count = 0;
  /** Answers that were given, by desk and address: a proxy may give one of them again. */
  private readonly kept = new Map<string, RawAnswer[]>();

  constructor(private readonly handle: (desk: number, request: HttpRequest) => Promise<RawAnswer>) {}

  /** The port of a desk. */
  http(desk: number): Http {
    return {
      send: (request) =>
        new Promise<HttpAnswer>((resolve, reject) => {
          const settle: Message['settle'] = (answer, cutAt) => {
            if (answer instanceof Error) return reject(answer);
            const { status, type, text } = answer;
            resolve({ status, headers: { 'content-type': type }, body: pieces(text, cutAt) });
          };
          this.messages.push({ id: (this.count += 1), desk, request, state: 'going', answer: null, settle });
        }),
    };
  }

  /** One hop: to the centre (which then works on it), or with the answer back to the desk. */
  hop(message: Message, { stale = false, cutAt = null }: { stale?: boolean; cutAt?: number | null } = {}): void {
    if (message.state === 'going') {
      message.state = 'there';
      void this.handle(message.desk, message.request).then(
        (answer) => this.answered(message, answer),
        () => this.lose(message), // the centre died over it
      );
    } else if (message.state === 'coming' && message.answer) {
      this.remove(message);
      const { answer } = message;
      const other = stale ? this.older(message) : undefined;
      message.settle?.(other ?? answer, cutAt === null ? null : Math.floor(answer.text.length * cutAt));
    }
  }

  /** The desk hears that there is no line; what was sent is gone, or (`late`) still travels. */
  giveUp(message: Message, late: boolean): void {
    const { settle } = message;
    message.settle = null;
    if (!late) this.remove(message);
    settle?.(offline('no answer'), null);
  }

  /** The same request reaches the centre once more; nobody waits for that answer. */
  double(message: Message): void {
    this.messages.push({ ...message, id: (this.count += 1), state: 'going', answer: null, settle: null });
  }

  /** A dead desk waits for nothing any more; what it sent may still arrive. */
  orphan(desk: number): void {
    for (const message of this.messages) if (message.desk === desk) message.settle = null;
  }

  /** The centre is gone, and with it what it was working on. */
  centreDied(): void {
    for (const message of this.messages.filter(({ state }) => state === 'there')) this.lose(message);
  }

  lose(message: Message): void {
    this.remove(message);
    message.settle?.(offline('the line broke'), null);
  }

  private answered(message: Message, answer: RawAnswer): void {
    if (!this.messages.includes(message)) return;
    const key = `${message.desk} ${message.request.url}`;
    this.kept.set(key, [...(this.kept.get(key) ?? []).slice(-3), answer]);
    message.state = 'coming';
    message.answer = answer;
    if (!message.settle) this.remove(message);
  }

  private older({ desk, request, answer }: Message): RawAnswer | undefined {
    return this.kept.get(`${desk} ${request.url}`)?.find((one) => one !== answer);
  }

  private remove(message: Message): void {
    this.messages = this.messages.filter((one) => one !== message);
  }
}
