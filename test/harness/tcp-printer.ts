import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server } from 'node:net';

/** A network printer as a desk sees it: a port that takes bytes. What each connection sent is a job. */
export class TcpPrinter {
  readonly jobs: Buffer[] = [];
  port = 0;
  private server: Server | undefined;
  private readonly open = new Set<Socket>();

  /** Turns it on; again at the same port after `off`. */
  async on(): Promise<this> {
    const server = createServer((socket) => {
      const parts: Buffer[] = [];
      this.open.add(socket);
      socket
        .on('data', (part: Buffer) => void parts.push(part))
        .on('error', () => socket.destroy())
        .on('close', () => this.open.delete(socket))
        .on('end', () => void this.jobs.push(Buffer.concat(parts)));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    // A server that listens on a TCP port has an AddressInfo.
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  async off(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.open) socket.destroy();
    if (server) await new Promise<void>((resolve) => void server.close(() => resolve()));
  }
}
