import type { MessagePortMain } from 'electron';
import { fromCoreSchema, type FromCore, type ToCore } from '../../../shared/protocol/host';
import type { ShellLog } from '../shell-log';
import type { CoreChild } from './core-child';

/** Milliseconds. A core that lived this long was well; its next death is a first one again. */
const WELL = 30_000;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 10_000;
/** How long a core may take to end in good order. */
const FAREWELL = 5_000;

export interface SupervisorOptions {
  spawn: () => CoreChild;
  /** Said to every new core first. */
  begin: () => ToCore;
  /** A core is there and takes messages. */
  onUp: () => void;
  /** It is gone; another one will come. */
  onDown: () => void;
  onMessage: (message: FromCore) => void;
  log: ShellLog;
}

export interface CoreSupervisor {
  start(): void;
  /** False when there is no core just now; the message is then lost. */
  post(message: ToCore, ports?: MessagePortMain[]): boolean;
  /** Ends the core in good order, or else by force; resolves when it is gone for good. */
  stop(): Promise<void>;
}

/** How long to wait before the next start after so many deaths in a row, in milliseconds. */
export const waitBefore = (deaths: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (deaths - 1));

function hear(data: unknown, { onMessage, log }: SupervisorOptions): void {
  const message = fromCoreSchema.safeParse(data);
  if (message.success) onMessage(message.data);
  else log('error', 'core.unreadable');
}

/** Keeps one core running: starts it again when it dies, at first soon, then at growing intervals, for ever. */
export function createCoreSupervisor(options: SupervisorOptions): CoreSupervisor {
  const { spawn, begin, onUp, onDown, log } = options;
  let child: CoreChild | null = null;
  let deaths = 0;
  let stopping: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;

  const die = (code: number, bornAt: number) => {
    child = null;
    if (stopping) {
      log('info', 'core.stopped', { code });
      return stopping();
    }
    deaths = Date.now() - bornAt > WELL ? 1 : deaths + 1;
    const delayMs = waitBefore(deaths);
    log('error', 'core.died', { code, attempt: deaths, delayMs });
    timer = setTimeout(start, delayMs);
    onDown();
  };

  const start = () => {
    const bornAt = Date.now();
    child = spawn();
    child.onMessage((data) => hear(data, options));
    child.onExit((code) => die(code, bornAt));
    child.post(begin());
    onUp();
  };

  return {
    start,
    post(message, ports) {
      child?.post(message, ports);
      return child !== null;
    },
    async stop() {
      clearTimeout(timer);
      const last = child;
      if (!last) return;
      const gone = new Promise<void>((resolve) => (stopping = resolve));
      last.post({ kind: 'stop' });
      const force = setTimeout(() => last.kill(), FAREWELL);
      await gone;
      clearTimeout(force);
    },
  };
}
