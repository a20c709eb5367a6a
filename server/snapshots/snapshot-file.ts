import type { Sql } from '../../shared/store/sql';

/** A scope as an SQLite file. */
export interface SnapshotFile {
  readonly scope: string;
  readonly epoch: string;
  readonly version: number;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** What a pull tells of a file. */
export type Announced = Pick<SnapshotFile, 'version' | 'sha256' | 'size'>;

/** A scope as it stands in the snapshot of a pull. */
export interface Asked {
  readonly scope: string;
  readonly epoch: string;
  readonly version: number;
  readonly floor: number;
  readonly rows: number;
}

/** Ready SQLite files of large scopes, made in the background, one at a time, and kept on this node's disk until it stops. */
export interface SnapshotFiles {
  /** The file that a desk may load this scope from; null while there is none, or a large scope's is being made. */
  announce(sql: Sql, asked: Asked): Promise<Announced | null>;
  /** The newest file of a scope in this epoch, or, while it is kept, the one with this hash. */
  find(scope: string, epoch: string, sha256: string | null): SnapshotFile | null;
  /** Breaks off what is being made and removes all files. */
  stop(): Promise<void>;
}
