import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pictureType } from './picture-type';

const refusal = (status: number) => new Response(null, { status, headers: { 'X-Content-Type-Options': 'nosniff' } });

/**
 * Answers requests to `media://<sha256>`. `find` gives the path of the file with that hash (the core's business) or null.
 * Served is only what proves to be that file and is a picture of a safe type.
 */
export function createMediaServer(find: (hash: string) => Promise<string | null>) {
  return async ({ url, method }: Pick<Request, 'url' | 'method'>): Promise<Response> => {
    const hash = /^media:\/\/([0-9a-f]{64})\/?$/.exec(url)?.[1];
    if (method !== 'GET') return refusal(405);
    const path = hash ? await find(hash) : null;
    const content = path ? await readFile(path).catch(() => null) : null;
    if (!content || createHash('sha256').update(content).digest('hex') !== hash) return refusal(404);
    const type = pictureType(content);
    if (!type) return refusal(415);
    return new Response(content, {
      headers: {
        'Content-Type': type,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, max-age=31536000, immutable',
      },
    });
  };
}
