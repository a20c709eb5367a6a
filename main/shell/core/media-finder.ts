import type { FromCore, ToCore } from '../../../shared/protocol/host';

/** How long a picture may be waited for, in milliseconds; the core may have to fetch it from the centre. */
const PATIENCE = 30_000;

/** Asks the core where media files are; `post` says false when there is no core just now. */
export function createMediaFinder(post: (message: ToCore) => boolean) {
  const waiting = new Map<number, (path: string | null) => void>();
  let last = 0;
  return {
    /** The path of the file with this hash, or null: unknown, or not to be had now. */
    find: (hash: string) =>
      new Promise<string | null>((resolve) => {
        const id = (last += 1);
        const timer = setTimeout(() => settle(null), PATIENCE);
        const settle = (path: string | null) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(path);
        };
        waiting.set(id, settle);
        if (!post({ kind: 'media', id, hash })) settle(null);
      }),
    found: ({ id, path }: Extract<FromCore, { kind: 'media' }>) => waiting.get(id)?.(path),
    /** The core is gone, and with it every question. */
    forget: () => waiting.forEach((settle) => settle(null)),
  };
}
