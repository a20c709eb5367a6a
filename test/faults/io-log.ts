import { readFileSync } from 'node:fs';

/** A call that changed files, or a line of the workload's own. Paths are relative to the watched folder; times are the order. */
export type Call =
  | {
      readonly kind: 'open';
      readonly fd: number;
      readonly path: string;
      readonly create: boolean;
      readonly empty: boolean;
    }
  | { readonly kind: 'close'; readonly fd: number }
  | { readonly kind: 'write'; readonly fd: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'sync'; readonly fd: number }
  | { readonly kind: 'truncate'; readonly fd: number; readonly size: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'mark'; readonly text: string };

/** Kind, fd, two numbers, the length of the bytes: as `io-shim.c` writes it. */
const HEAD = 25;

/** The calls that the shim wrote down of a process that worked in `folder`. */
export function readCalls(file: string, folder: string): Call[] {
  const log = readFileSync(file);
  const calls: Call[] = [];
  const relative = (path: string) => path.slice(folder.length + 1);
  for (let at = 0; at + HEAD <= log.length;) {
    const kind = String.fromCharCode(log.readUInt8(at));
    const fd = log.readInt32LE(at + 1);
    const [a, b] = [Number(log.readBigInt64LE(at + 5)), Number(log.readBigInt64LE(at + 13))];
    const end = at + HEAD + log.readUInt32LE(at + 21);
    const bytes = log.subarray(at + HEAD, end);
    at = end;
    calls.push(callOf({ kind, fd, a, b, bytes }, relative));
  }
  return calls;
}

interface Raw {
  readonly kind: string;
  readonly fd: number;
  readonly a: number;
  readonly b: number;
  readonly bytes: Buffer;
}

function callOf({ kind, fd, a, b, bytes }: Raw, relative: (path: string) => string): Call {
  const text = () => bytes.toString('utf8');
  switch (kind) {
    case 'O':
      return { kind: 'open', fd, path: relative(text()), create: a === 1, empty: b === 1 };
    case 'C':
      return { kind: 'close', fd };
    case 'W':
      return { kind: 'write', fd, at: a, bytes };
    case 'S':
      return { kind: 'sync', fd };
    case 'T':
      return { kind: 'truncate', fd, size: a };
    case 'R': {
      const [from = '', to = ''] = text().split('\n').map(relative);
      return { kind: 'rename', from, to };
    }
    case 'U':
      return { kind: 'unlink', path: relative(text()) };
    case 'D':
      return { kind: 'folder', path: relative(text()) };
    case 'M':
      return { kind: 'mark', text: text() };
    default:
      throw new Error(`the log of calls is garbled at a ${kind}`);
  }
}
