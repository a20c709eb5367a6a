import { createConnection } from 'node:net';
import { AppError } from '../../../shared/kernel/errors';
import type { Printer } from '../ports';

interface Target {
  host: string;
  port: number;
}

function sendRaw({ host, port }: Target, bytes: Uint8Array, silenceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    const fail = (why: string) => {
      socket.destroy();
      reject(new AppError('unavailable', `Printer ${host}:${port}: ${why}`, { reason: 'printer.unreachable' }));
    };
    socket.setTimeout(silenceMs, () => fail('no answer'));
    socket.on('error', (error) => fail(error.message));
    socket.on('connect', () => socket.end(bytes));
    // Status lines of the printer are of no use here, but unread bytes would keep the socket from closing.
    socket.resume();
    socket.on('close', (failed) => {
      if (!failed && socket.bytesWritten === bytes.length) resolve();
      else fail('the line broke');
    });
  });
}

/** Raw printing (port 9100 and its like) over TCP. `silenceMs` bounds connecting and every pause. */
export function createTcpPrinter({ silenceMs = 10_000 }: { silenceMs?: number } = {}): Printer {
  return { send: (target, bytes) => sendRaw(target, bytes, silenceMs) };
}
