import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dice } from '../simulation/random';
import type { Call } from './io-log';

/** A disk writes whole sectors, in whatever order it likes. */
const SECTOR = 512;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

/** A file's bytes: those that are on the disk for sure, and what has been written since. */
class Inode {
  private solid: Buffer;
  private live: Buffer;
  private liveSize: number;
  pending: Change[] = [];

  constructor(content: Buffer) {
    this.solid = content;
    this.live = Buffer.from(content);
    this.liveSize = content.length;
  }

  change(change: Change): void {
    this.pending.push(change);
    if ('size' in change) {
      this.reach(change.size);
      if (change.size < this.liveSize) this.live.fill(0, change.size, this.liveSize);
      this.liveSize = change.size;
      return;
    }
    this.reach(change.at + change.bytes.length);
    change.bytes.copy(this.live, change.at);
    this.liveSize = Math.max(this.liveSize, change.at + change.bytes.length);
  }

  sync(): void {
    if (this.pending.length > 0) this.solid = Buffer.from(this.now());
    this.pending = [];
  }

  /** As a process that dies leaves it. */
  now(): Buffer {
    return this.live.subarray(0, this.liveSize);
  }

  /** As a power cut may leave it: what was not synced is there, or not, or in part. */
  cut(dice: Dice, way: Way): Buffer {
    const kept = this.pending.filter((_, index) => isKept({ dice, way, index, of: this.pending.length }));
    const made = new Inode(this.solid);
    for (const change of kept) {
      if ('size' in change) made.change(change);
      else for (const part of torn(change, dice, way)) made.change(part);
    }
    return made.now();
  }

  private reach(size: number): void {
    if (size <= this.live.length) return;
    const grown = Buffer.alloc(Math.max(size, this.live.length * 2));
    this.live.copy(grown);
    this.live = grown;
  }
}

/** How a power cut treats what was not synced. */
export const ways = ['dropped', 'kept', 'first', 'some', 'torn'] as const;
export type Way = (typeof ways)[number];

function isKept({ dice, way, index, of }: { dice: Dice; way: Way; index: number; of: number }): boolean {
  if (way === 'dropped') return false;
  if (way === 'kept') return true;
  if (way === 'first') return index < Math.floor(of / 2) || (index === Math.floor(of / 2) && dice.chance(0.5));
  return dice.chance(0.6);
}

/** The sectors of a write that reached the disk. */
function torn(change: { at: number; bytes: Buffer }, dice: Dice, way: Way): { at: number; bytes: Buffer }[] {
  if (way !== 'torn') return [change];
  const parts = [];
  for (let from = 0; from < change.bytes.length;) {
    const to = Math.min(change.bytes.length, (Math.floor((change.at + from) / SECTOR) + 1) * SECTOR - change.at);
    if (dice.chance(0.5)) parts.push({ at: change.at + from, bytes: change.bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

type NameChange = { readonly set: string; readonly inode: Inode | null } | { readonly drop: string };

/** The files of a folder, replayed call by call: what a process sees, and what a power cut may leave of it. */
export class ReplayedDisk {
  private readonly names = new Map<string, Inode | null>();
  private readonly solidNames: Map<string, Inode | null>;
  private pendingNames: NameChange[] = [];
  private readonly open = new Map<number, { path: string; inode: Inode | null }>();

  /** Begins with the files of a folder, all of them safe on the disk. */
  constructor(folder: string) {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
      this.names.set(path, entry.isFile() ? new Inode(readFileSync(join(folder, path))) : null);
    }
    this.solidNames = new Map(this.names);
  }

  /** Is there anything that a power cut could take? */
  get isRisky(): boolean {
    const inodes = [...this.names.values(), ...this.solidNames.values()];
    return this.pendingNames.length > 0 || inodes.some((inode) => (inode?.pending.length ?? 0) > 0);
  }

  apply(call: Call): void {
    switch (call.kind) {
      case 'open':
        return this.opened(call);
      case 'close':
        return void this.open.delete(call.fd);
      case 'write':
        return this.inode(call.fd).change({ at: call.at, bytes: call.bytes });
      case 'truncate':
        return this.inode(call.fd).change({ size: call.size });
      case 'sync':
        return this.sync(call.fd);
      case 'rename': {
        const inode = this.names.get(call.from) ?? null;
        this.name({ set: call.to, inode });
        return this.name({ drop: call.from });
      }
      case 'unlink':
        return this.name({ drop: call.path });
      case 'folder':
        return this.name({ set: call.path, inode: null });
      case 'mark':
    }
  }

  /** Writes the files as a process that dies now leaves them. `half`: of the call that it dies in, half has happened. */
  killed(folder: string, half: Call | null): void {
    const files = new Map([...this.names].map(([path, inode]) => [path, inode && inode.now()]));
    if (half?.kind === 'write') {
      const { path } = this.open.get(half.fd) ?? { path: '' };
      const part = new Inode(files.get(path) ?? Buffer.alloc(0));
      part.change({ at: half.at, bytes: half.bytes.subarray(0, half.bytes.length >> 1) });
      files.set(path, part.now());
    }
    write(folder, files);
  }

  /** Writes the files as a power cut now may leave them. */
  cut(folder: string, dice: Dice, way: Way): void {
    const names = new Map(this.solidNames);
    // What is noted of names is written in order: some beginning of it is there.
    const there =
      way === 'dropped' ? 0 : way === 'kept' ? this.pendingNames.length : dice.below(this.pendingNames.length + 1);
    for (const change of this.pendingNames.slice(0, there)) rename(names, change);
    write(folder, new Map([...names].map(([path, inode]) => [path, inode && inode.cut(dice, way)])));
  }

  private opened({ fd, path, create, empty }: Extract<Call, { kind: 'open' }>): void {
    let inode = this.names.get(path) ?? null;
    if (!inode && create) {
      inode = new Inode(Buffer.alloc(0));
      this.name({ set: path, inode });
    } else if (inode && empty) inode.change({ size: 0 });
    this.open.set(fd, { path, inode });
  }

  private inode(fd: number): Inode {
    const inode = this.open.get(fd)?.inode;
    if (!inode) throw new Error(`a call on ${fd}, which is no open file`);
    return inode;
  }

  /** Of a file: its bytes. Of a folder: its names; all folders here are one, since a journal of names is written in order. */
  private sync(fd: number): void {
    const opened = this.open.get(fd);
    if (opened?.inode) return opened.inode.sync();
    for (const change of this.pendingNames) rename(this.solidNames, change);
    this.pendingNames = [];
  }

  private name(change: NameChange): void {
    rename(this.names, change);
    this.pendingNames.push(change);
  }
}

function rename(names: Map<string, Inode | null>, change: NameChange): void {
  if ('drop' in change) names.delete(change.drop);
  else names.set(change.set, change.inode);
}

function write(folder: string, files: ReadonlyMap<string, Buffer | null>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, bytes] of files) {
    if (bytes === null) mkdirSync(join(folder, path), { recursive: true });
    else {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  }
}
