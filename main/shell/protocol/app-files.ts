import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The types that the build makes; a file of any other type is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface AppFile {
  readonly file: string;
  readonly type: string;
}

/** Every file that the screens may load, by the path of its address: `/assets/main.js`. What is not in it does not exist. */
export async function listAppFiles(folder: string, at = '/'): Promise<Map<string, AppFile>> {
  const known = new Map<string, AppFile>();
  for (const entry of await readdir(join(folder, at), { withFileTypes: true })) {
    const path = `${at}${entry.name}`;
    const type = types[extname(entry.name)];
    if (entry.isDirectory()) for (const [key, file] of await listAppFiles(folder, `${path}/`)) known.set(key, file);
    else if (entry.isFile() && type) known.set(path, { file: join(folder, path), type });
  }
  return known;
}
