import type { Clock, Random } from '../../shared/kernel/clock';
import type { Json } from '../../shared/kernel/errors';

/** What the core needs from outside. The shell, a test or the simulator brings it. */
export interface Ports {
  /** The folder of this desk's files: `journal.db`, `replica.db`, mirror log, media. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly http: Http;
  readonly log: Log;
  readonly printer: Printer;
  readonly files: Files;
}

/** Keeps the device key: sealed by the operating system where it can, else readable by this user of the machine only. */
export interface Secrets {
  seal(plain: Uint8Array): Promise<Uint8Array>;
  /** `damaged` when it cannot be opened here. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it arrives; a broken line throws `offline`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The network. Throws `offline` when there is no answer at all; any status is an answer. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** Logs by an allow-list of fields: no bodies, no secrets, no personal data. */
export interface Log {
  write(level: 'info' | 'warn' | 'error', event: string, fields?: Readonly<Record<string, Json>>): void;
}

/** Raw bytes to a network printer. Resolves when the printer has taken them all; `unavailable` otherwise. */
export interface Printer {
  send(target: { host: string; port: number }, bytes: Uint8Array): Promise<void>;
}

export interface Files {
  /** Lets the person choose where; resolves to the path, or null when cancelled. */
  saveAs(suggestedName: string, bytes: Uint8Array): Promise<string | null>;
}
