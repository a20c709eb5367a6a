import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/**
 * What the line does to a connection. `pass`: carries it. `cut`: ends it at once. `silent`: takes it and never answers. `html`, `error`:
 * answers like a captive portal or a broken server. `half`: carries the request, then breaks off in the middle of the answer.
 */
export type Line = 'pass' | 'cut' | 'silent' | 'html' | 'error' | 'half';

/** A TCP line to a server that a test can spoil. Changing the line ends the connections that are open, except for `delay`. */
export type LineProxy = {
  url: string;
  port: number;
  /** Connections taken since the start. */
  readonly connections: number;
  set(line: Line): void;
  cut(): void;
  restore(): void;
  /** Holds every piece of data back for so many milliseconds, both ways; 0 ends it. */
  delay(milliseconds: number): void;
  stop(): Promise<void>;
};

const page = '<!doctype html><html><body><h1>Welcome to the hotel network</h1></body></html>';
const answer = (status: string, type: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
const canned = {
  html: answer('200 OK', 'text/html', page),
  error: answer('500 Internal Server Error', 'text/plain', 'boom'),
};

/** Starts a proxy in front of an HTTP server, for example a centre's `url`. */
export async function startProxy(target: string): Promise<LineProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const state = { line: 'pass' as Line, delay: 0, connections: 0 };
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const server = createServer((desk) => {
    state.connections += 1;
    keep(desk);
    const line = state.line;
    if (line === 'cut') return void desk.destroy();
    if (line === 'silent') return void desk.resume();
    if (line === 'html' || line === 'error') return void desk.once('data', () => desk.end(canned[line]));
    const centre = connect(Number(targetPort), hostname);
    keep(centre);
    carry(desk, centre, state);
    if (line === 'half') centre.once('data', (data: Buffer) => breakOff(desk, centre, data));
    else carry(centre, desk, state);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a TCP port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const hangUp = () => [...open].forEach((socket) => socket.destroy());
  const set = (line: Line) => {
    state.line = line;
    hangUp();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get connections() {
      return state.connections;
    },
    set,
    cut: () => set('cut'),
    restore: () => set('pass'),
    delay: (milliseconds) => void (state.delay = milliseconds),
    stop: () => new Promise((resolve) => (server.close(() => resolve()), hangUp())),
  };
}

/** Carries data one way, in order, each piece after the delay that holds when it comes. */
function carry(from: Socket, to: Socket, state: { delay: number }): void {
  const later = (act: () => void) => (state.delay > 0 ? setTimeout(act, state.delay) : act());
  from.on('data', (data: Buffer) => later(() => void to.write(data)));
  from.on('end', () => later(() => void to.end()));
  from.on('close', () => later(() => void to.destroySoon()));
}

/** Sends the head of an answer and half of the body that came with it, then ends the connection. */
function breakOff(desk: Socket, centre: Socket, data: Buffer): void {
  const head = data.indexOf('\r\n\r\n') + 4;
  desk.write(data.subarray(0, head + Math.floor((data.length - head) / 2)), () => desk.destroy());
  centre.destroy();
}
