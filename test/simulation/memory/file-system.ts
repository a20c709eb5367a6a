import { disk, SIMULATED, type MemoryFile } from './disk';

/** The part of `node:fs/promises` that a desk uses, on files in memory. Stands in its place where a simulation runs. */

const missing = (path: string) => Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });

/** One operation, through the gate of its machine. */
function at<T>(path: string, life: number | null, work: () => T): Promise<T> {
  if (!path.startsWith(SIMULATED)) throw new Error(`${path} lies outside of the simulation`);
  const gate = disk.gateOf(path);
  return new Promise((resolve, reject) => {
    const act = () => {
      try {
        resolve(work());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    gate.pass(act, { life: life ?? gate.life, inside: false, fail: reject });
  });
}

function file(path: string): MemoryFile {
  const found = disk.files.get(path);
  if (!found) throw missing(path);
  return found;
}

const bytesOf = (data: string | Uint8Array) => (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data));
const exists = (path: string) => disk.files.has(path) || disk.databases.has(path);

class Handle {
  private readonly life: number;

  constructor(private readonly path: string) {
    this.life = disk.gateOf(path).life;
  }

  writeFile = (data: string | Uint8Array) => this.act(() => void (file(this.path).data = bytesOf(data)));
  appendFile = (data: string | Uint8Array) =>
    this.act(() => void (file(this.path).data = Buffer.concat([file(this.path).data, bytesOf(data)])));
  stat = () => this.act(() => ({ size: file(this.path).data.length }));
  truncate = (length = 0) => this.act(() => cut(this.path, length));
  sync = () => this.act(() => void (file(this.path).flushed = file(this.path).data.length));
  datasync = () => this.sync();
  close = () => Promise.resolve();

  private act<T>(work: () => T): Promise<T> {
    return at(this.path, this.life, work);
  }
}

function cut(path: string, length: number): void {
  const one = file(path);
  one.data = one.data.subarray(0, length);
  one.flushed = Math.min(one.flushed, length);
}

export const open = (path: string, flags = 'r') =>
  at(path, null, () => {
    if (!disk.files.has(path) && flags.startsWith('r')) throw missing(path);
    if (!disk.files.has(path) || flags.startsWith('w')) disk.files.set(path, { data: Buffer.alloc(0), flushed: 0 });
    return new Handle(path);
  });

export const readFile = (path: string, encoding?: BufferEncoding) =>
  at(path, null, () => (encoding ? file(path).data.toString(encoding) : file(path).data));

export const writeFile = (path: string, data: string | Uint8Array) =>
  at(path, null, () => void disk.files.set(path, { data: bytesOf(data), flushed: 0 }));

export const truncate = (path: string, length = 0) => at(path, null, () => cut(path, length));
export const mkdir = (path: string, _options?: object) => at(path, null, () => undefined);

export const access = (path: string) =>
  at(path, null, () => {
    if (!exists(path)) throw missing(path);
  });

export const stat = (path: string) => at(path, null, () => ({ size: file(path).data.length, mtimeMs: 0 }));

/** A disk that is never short: what a full one does is tried on real files. */
export const statfs = (path: string) => at(path, null, () => ({ bavail: 2 ** 30, bsize: 4096 }));

export const readdir = (path: string) =>
  at(path, null, () => {
    const inside = [...disk.files.keys(), ...disk.databases.keys()].filter((one) => one.startsWith(`${path}/`));
    return [...new Set(inside.map((one) => one.slice(path.length + 1).split('/')[0] ?? ''))].sort();
  });

/** A name counts as flushed at once: the directory is not modelled. */
export const rename = (from: string, to: string) =>
  at(from, null, () => {
    const database = disk.databases.get(from);
    if (database) {
      disk.databases.delete(from);
      disk.databases.set(to, database);
    } else {
      disk.files.set(to, file(from));
      disk.files.delete(from);
    }
  });

export const rm = (path: string, _options?: object) =>
  at(path, null, () => {
    for (const one of [...disk.files.keys()]) if (one === path || one.startsWith(`${path}/`)) disk.files.delete(one);
    if (disk.databases.has(path)) disk.drop(path);
  });
export const unlink = rm;

export const copyFile = (from: string, to: string) =>
  at(from, null, () => void disk.files.set(to, { data: Buffer.from(file(from).data), flushed: 0 }));
