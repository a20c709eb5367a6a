import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SyncEvent } from '../../../shared/protocol/sync';
import { createAxiosHttp } from '../adapters/axios-http';
import { systemClock } from '../adapters/system-clock';
import { listenToEvents } from './events';
import { sleep } from './sleep';
import { createTransport } from './transport';

/** No jitter at all: comes back at once. */
const random = { bytes: (length: number) => new Uint8Array(length) };

test('hands on known events, comes back after a break and after nonsense, ends when told', async () => {
  const answers: ((response: ServerResponse) => void)[] = [
    (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>oops</h1>'),
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"hello","epoch":"e1","heartbeat":1000}\n\n: beat\n\nda');
      setTimeout(() => {
        response.write('ta: {"type":"poke","scopes":{"catalog":7}}\n\ndata: {"type":"later"}\n\ndata: nonsense\n\n');
        setTimeout(() => response.destroy(), 50);
      }, 20);
    },
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"type":"membership"}\n\n');
    },
  ];
  const server = createServer((_, response) => answers.shift()?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = createTransport({ http: createAxiosHttp(), clock: systemClock, url });
  const events: SyncEvent[] = [];
  const line: (string | null)[] = [];
  const stop = new AbortController();
  try {
    await listenToEvents(
      transport,
      {
        random,
        log: { write: () => undefined },
        onEvent(event) {
          events.push(event);
          if (event.type === 'membership') stop.abort();
        },
        onLine: (error) => line.push(error && error.code),
        pause: (ms) => sleep(ms, stop.signal),
      },
      stop.signal,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
  expect(events.map((event) => event.type)).toEqual(['hello', 'poke', 'membership']);
  expect(line).toEqual(['unavailable', null, 'offline', null]);
});
