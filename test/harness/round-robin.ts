import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** One address in front of several servers, as a load balancer is. */
export type RoundRobin = {
  url: string;
  /** Connections carried to each server so far. */
  readonly carried: readonly number[];
  /** Ends all connections that are open, in the middle of whatever they carry. */
  cut(): void;
  stop(): Promise<void>;
};

/** Each new connection goes to the next server, and on to the one after it when that does not answer. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const open = new Set<Socket>();
  const carried = ports.map(() => 0);
  let turn = 0;
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const carry = (desk: Socket, index: number, tries: number) => {
    const node = connect(ports[index] ?? 0, '127.0.0.1');
    const next = () => (tries < ports.length ? carry(desk, (index + 1) % ports.length, tries + 1) : desk.destroy());
    node.once('error', next);
    node.once('connect', () => {
      node.off('error', next);
      carried[index] = (carried[index] ?? 0) + 1;
      keep(node);
      desk.pipe(node).pipe(desk);
      for (const [one, other] of [
        [desk, node],
        [node, desk],
      ] as const)
        one.once('close', () => other.destroy());
    });
  };
  const server = createServer((desk) => {
    keep(desk);
    turn = (turn + 1) % ports.length;
    carry(desk, turn, 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a TCP port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const cut = () => [...open].forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${port}`,
    carried,
    cut,
    stop: () => new Promise((resolve) => (server.close(() => resolve()), cut())),
  };
}
