import { createContext, useContext, useEffect, useRef } from 'react';
import type { Answer } from '../use-call';

/** A code that a scanner read, and what it stands for. */
export interface Scan {
  readonly code: string;
  readonly result: Answer<'scan.resolve'>;
}

/** Does what a scan means on this screen. False: this scan is none of its business, the next one below gets it. */
export type ScanHandler = (scan: Scan) => boolean | Promise<boolean>;

export interface ScanRegistry {
  add(handle: ScanHandler): () => void;
  /** The one that came last first. */
  handlers(): readonly ScanHandler[];
}

export function createScanRegistry(): ScanRegistry {
  const handlers: ScanHandler[] = [];
  return {
    add: (handle) => {
      handlers.push(handle);
      return () => void handlers.splice(handlers.indexOf(handle), 1);
    },
    handlers: () => [...handlers].reverse(),
  };
}

/** The app provides one and listens to the scanner. */
export const ScanContext = createContext<ScanRegistry>(createScanRegistry());

/** Takes scans while the screen is open, wherever the focus is: order entry adds the article, a count counts it. */
export function useScanHandler(handle: ScanHandler, enabled = true): void {
  const registry = useContext(ScanContext);
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => (enabled ? registry.add((scan) => latest.current(scan)) : undefined), [registry, enabled]);
}
