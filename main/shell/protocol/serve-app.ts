import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AppFile } from './app-files';
import { contentPolicy } from './content-policy';

/** The page of the product. Its routes are hashes, so there is only this one. */
export const START = 'app://backroom/';

const headersOf = (type: string, nonce: string) => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy(nonce),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
});

const refusal = (status: number) =>
  new Response(null, { status, headers: headersOf('text/plain; charset=utf-8', randomBytes(16).toString('base64')) });

/** The path in the map that an address means, or null: another host, credentials, an escape that is none. */
function pathOf(address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol !== 'app:' || url.host !== 'backroom' || url.username || url.password) return null;
    return url.pathname === '/' ? '/index.html' : decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
}

/**
 * Answers requests to `app://backroom/…` from a map of known files. The page gets a nonce of its own at each load, in its
 * header and in place of `__NONCE__`.
 */
export function createAppServer(files: ReadonlyMap<string, AppFile>) {
  return async ({ url, method }: Pick<Request, 'url' | 'method'>): Promise<Response> => {
    if (method !== 'GET') return refusal(405);
    const known = files.get(pathOf(url) ?? '');
    if (!known) return refusal(404);
    const nonce = randomBytes(16).toString('base64');
    const content = await readFile(known.file);
    const body = known.type.startsWith('text/html') ? content.toString().replaceAll('__NONCE__', nonce) : content;
    return new Response(body, { headers: headersOf(known.type, nonce) });
  };
}
