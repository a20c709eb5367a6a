import { createParser } from 'eventsource-parser';
import { AppError } from '../../../shared/kernel/errors';
import type { Random } from '../../../shared/kernel/clock';
import { eventSchema, type SyncEvent } from '../../../shared/protocol/sync';
import type { Log } from '../ports';
import { backoff } from './backoff';
import type { Transport } from './transport';

/** Until the centre has named its heartbeat. */
const FIRST_SILENCE_MS = 15_000;
/** Heartbeats may be late by half a beat and a slow line. */
const patience = (heartbeat: number) => Math.max(5_000, heartbeat * 1.5 + 2_000);

interface Options {
  readonly random: Random;
  readonly log: Log;
  onEvent(event: SyncEvent): void;
  /** The stream stands (null), or has ended with this error. */
  onLine(error: AppError | null): void;
  /** Rests before the next try, for about so long. */
  pause(ms: number): Promise<void>;
}

function eventOf(data: string): SyncEvent | null {
  try {
    return eventSchema.parse(JSON.parse(data));
  } catch {
    return null; // a kind of event that this version does not know
  }
}

/** One connection, until it ends. Throws what ended it. */
async function listen(transport: Transport, options: Options, signal: AbortSignal): Promise<void> {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop);
  let allowed = FIRST_SILENCE_MS;
  let timer = setTimeout(stop, allowed);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(stop, allowed);
  };
  const parser = createParser({
    maxBufferSize: 1024 * 1024,
    onEvent({ data }) {
      const event = eventOf(data);
      if (event?.type === 'hello') allowed = patience(event.heartbeat);
      if (event) options.onEvent(event);
    },
  });
  try {
    const bytes = await transport.open({
      method: 'GET',
      path: '/sync/events',
      accept: 'text/event-stream',
      timeoutMs: 10 * 60_000, // the watch over silence here is stricter and knows the heartbeat
      signal: silence.signal,
    });
    options.onLine(null);
    const decoder = new TextDecoder();
    for await (const chunk of bytes) {
      heard();
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
    throw new AppError('offline', 'The stream of events ended', { reason: 'line.down' });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Listens to the centre's hints until the signal ends it, coming back after every break. Losing a hint costs time only:
 * the timer's pull finds what it would have told.
 */
export async function listenToEvents(transport: Transport, options: Options, signal: AbortSignal): Promise<void> {
  let attempt = 0;
  const onLine = (error: AppError | null) => {
    if (!error) attempt = 0;
    options.onLine(error);
  };
  while (!signal.aborted) {
    try {
      await listen(transport, { ...options, onLine }, signal);
    } catch (error) {
      if (signal.aborted) return;
      const failure = error instanceof AppError ? error : new AppError('internal', String(error));
      options.log.write('info', 'sync.events.ended', { code: failure.code, attempt });
      onLine(failure);
    }
    await options.pause(backoff(attempt, options.random));
    attempt += 1;
  }
}
