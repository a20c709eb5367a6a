import type { Bridge } from '../../shared/protocol/bridge';

declare global {
  interface Window {
    /** The four words, exposed by the preload script; missing in a plain browser. */
    readonly backroom?: Bridge;
  }
}

/** The bridge that the shell gave this window, or null where there is none. */
export function windowBridge(): Bridge | null {
  return window.backroom ?? null;
}
