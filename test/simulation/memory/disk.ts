import { Gate } from './gate';
import { MemoryDatabase } from './memory-database';

/** The bytes of a file, and how much of them a power cut leaves for sure. */
export interface MemoryFile {
  data: Buffer;
  flushed: number;
}

/** Everything that lies on one machine's disk at one moment. */
export interface DiskImage {
  readonly databases: ReadonlyMap<string, Buffer>;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** A machine: a folder with files, and the gate before them. */
interface Machine {
  readonly gate: Gate;
  readonly onDeath: () => void;
}

export const SIMULATED = '/simulated/';
const machineOf = (path: string) => path.slice(SIMULATED.length).split('/')[0] ?? '';

/** The disks of all machines, in memory: `/simulated/<machine>/…`. */
export class Disk {
  private readonly machines = new Map<string, Machine>();
  databases = new Map<string, MemoryDatabase>();
  files = new Map<string, MemoryFile>();
  private sealed: { databases: Map<string, MemoryDatabase>; files: Map<string, MemoryFile> } | null = null;

  gate(machine: string): Gate {
    const known = this.machines.get(machine);
    if (known) return known.gate;
    const onDeath = () => {
      for (const [path, database] of this.databases) if (machineOf(path) === machine) database.abandon();
    };
    const gate = new Gate(onDeath);
    this.machines.set(machine, { gate, onDeath });
    return gate;
  }

  gateOf(path: string): Gate {
    return this.gate(machineOf(path));
  }

  /** The database at a path; made when missing. */
  database(path: string): MemoryDatabase {
    const known = this.databases.get(path);
    if (known) return known;
    const made = new MemoryDatabase();
    this.databases.set(path, made);
    return made;
  }

  /** What is there now is where every history begins. */
  seal(): void {
    for (const database of this.databases.values()) database.seal();
    this.sealed = { databases: new Map(this.databases), files: copyOf(this.files) };
  }

  /** Back to where every history begins. */
  reset(): void {
    if (!this.sealed) return;
    for (const { gate } of this.machines.values()) gate.die();
    const kept = new Set(this.sealed.databases.values());
    for (const database of this.databases.values()) if (!kept.has(database)) database.close();
    for (const database of kept) database.reset();
    this.databases = new Map(this.sealed.databases);
    this.files = copyOf(this.sealed.files);
    this.machines.clear();
  }

  /** Power is gone and comes back: unflushed ends of files are torn (`share` of them stays), unflushed commits undone. */
  powerCut(machine: string, share: number): void {
    this.gate(machine).die();
    for (const [path, database] of this.databases) if (machineOf(path) === machine) database.powerCut();
    for (const [path, file] of this.files) {
      if (machineOf(path) !== machine) continue;
      const rest = Math.floor((file.data.length - file.flushed) * share);
      file.data = file.data.subarray(0, file.flushed + rest);
      file.flushed = file.data.length;
    }
  }

  /** A copy of a machine's files, as a backup program takes it while nothing runs. `which`: only those whose name starts so. */
  image(machine: string, which = ''): DiskImage {
    const wanted = (path: string) => path.startsWith(`${SIMULATED}${machine}/${which}`);
    return {
      databases: new Map([...this.databases].filter(([p]) => wanted(p)).map(([p, one]) => [p, one.image()])),
      files: new Map([...this.files].filter(([p]) => wanted(p)).map(([p, { data }]) => [p, Buffer.from(data)])),
    };
  }

  /** Puts files from an image in the place of those that are there; with `machine`, on another one. */
  restore(image: DiskImage, machine?: string): void {
    const at = (path: string) =>
      machine === undefined ? path : path.replace(/^\/simulated\/[^/]+/, SIMULATED + machine);
    for (const [path, bytes] of image.databases) {
      const database = new MemoryDatabase(bytes);
      database.seal();
      this.drop(at(path));
      this.databases.set(at(path), database);
    }
    for (const [path, bytes] of image.files)
      this.files.set(at(path), { data: Buffer.from(bytes), flushed: bytes.length });
  }

  /** Removes a database, for good. */
  drop(path: string): void {
    const old = this.databases.get(path);
    this.databases.delete(path);
    if (old && !this.sealed?.databases.has(path)) old.close();
    else if (old && this.sealed?.databases.get(path) !== old) old.close();
  }
}

function copyOf(files: ReadonlyMap<string, MemoryFile>): Map<string, MemoryFile> {
  return new Map([...files].map(([path, { data, flushed }]) => [path, { data, flushed }]));
}

/** The one simulated world of this process; drivers find it here. */
export const disk = new Disk();
