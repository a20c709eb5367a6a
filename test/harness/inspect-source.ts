import { posix } from 'node:path';
import ts from 'typescript';
import { findCycles } from './find-cycles';
import type { Room } from './rooms';
import { electronOnly, mayBeLong, rooms, walls } from './rooms';

/** Source files by path (with forward slashes, from the top of the project). */
export type Sources = ReadonlyMap<string, string>;

const isTest = (path: string) => /\.(test|e2e)\.tsx?$/.test(path) || path.startsWith('test/');
const isCode = (path: string) => /\.tsx?$/.test(path);
const linesOf = (text: string) => text.trimEnd().split('\n').length;
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '');

/** What a file imports, with relative paths resolved from the top: `shared/kernel/money`, `zod`, `node:path`. */
function importsOf(path: string, text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? posix.join(posix.dirname(path), fileName) : fileName,
    );
}

/** Everything in the sources that breaks a law of the house, one plain sentence each. */
export function inspectSource(sources: Sources): string[] {
  const files = [...sources].map(([path, text]) => ({
    path,
    text,
    imports: isCode(path) ? importsOf(path, text) : [],
  }));
  return [
    ...files.flatMap((file) => inspectImports(file, sources)),
    ...files.flatMap(({ path, text }) => [...inspectName(path), ...inspectText(path, text)]),
    ...inspectSizes(sources),
    ...findCycles(
      new Map(files.map(({ path, imports }) => [path, imports.flatMap((name) => fileOf(name, sources))])),
    ).map((cycle) => `${cycle.join(' → ')} is a cycle`),
  ];
}

type File = { path: string; text: string; imports: string[] };

function inspectImports({ path, text, imports }: File, sources: Sources): string[] {
  const electron = imports.includes('electron') && !electronOnly.test(path) ? [`${path} names electron`] : [];
  const room = rooms.filter(({ at }) => path.startsWith(at)).sort((a, b) => b.at.length - a.at.length)[0];
  if (isTest(path)) return electron;
  if (!room) return isCode(path) ? [...electron, `${path} stands in no room`] : [];
  const foreign = imports.filter((name) => !mayImport(path, room, name));
  return [
    ...electron,
    ...foreign.map((name) => `${path} may not import ${name}`),
    ...inspectDomain({ path, text, imports }, sources),
  ];
}

function mayImport(path: string, room: Room, name: string): boolean {
  const isFile = /^(shared|main|renderer|server|resources|test)\//.test(name);
  if (!isFile) return mayImportPackage(room, name);
  const area = /^renderer\/areas\/[^/]+\//.exec(path)?.[0];
  const own = area ?? (room.at.endsWith('/') ? room.at : undefined);
  const wires = path === 'server/server.ts' && name.startsWith('server/');
  return (
    wires ||
    (own !== undefined && name.startsWith(own)) ||
    room.rooms.some((at) => name === at || name.startsWith(`${at}/`))
  );
}

function mayImportPackage(room: Room, name: string): boolean {
  const plain = name.startsWith('node:') ? 'node' : name;
  return room.packages.some((one) =>
    one.endsWith('*') ? plain.startsWith(one.slice(0, -1)) : plain === one || plain.startsWith(`${one}/`),
  );
}

/**
 * A noun knows the kernel, and of its own area only what is neither noun nor verb (a process, say); a `ref` is a name. A verb may
 * know any noun and its own area, never another area's verb.
 */
function inspectDomain({ path, text, imports }: File, sources: Sources): string[] {
  if (!path.startsWith('shared/domain/') || path === 'shared/domain/domain.ts') return [];
  const inside = imports.filter((name) => name.startsWith('shared/domain/'));
  const isNear = (name: string) => posix.dirname(name) === posix.dirname(path);
  const defines = (name: string, what: RegExp) => what.test(sources.get(`${name}.ts`) ?? '');
  if (/\bdefineEntity\(/.test(text)) {
    const wrong = inside.filter((name) => !isNear(name) || defines(name, /\bdefine(Entity|Mutation)\(/));
    return wrong.map((name) => `${path} is a noun and may not import ${name}`);
  }
  const wrong = inside.filter((name) => !isNear(name) && defines(name, /\bdefineMutation\(/));
  return wrong.map((name) => `${path} may not import the verb of another area, ${name}`);
}

function inspectName(path: string): string[] {
  const name = posix.basename(path);
  if (/^(README\.md|tsconfig\.json)$/.test(name) || path.startsWith('resources/')) return [];
  const kebab =
    /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|e2e|pg|module|snap|config|d|bench))*\.(tsx?|css|json|html|mjs|md)$/.test(name);
  const vague = /(^|-)(utils?|helpers?|common|manager|index)\.(tsx?|mjs)$/.test(
    name.replace(/\.(test|e2e|pg)(?=\.)/g, ''),
  );
  return [...(kebab ? [] : [`${path} is not kebab-case`]), ...(vague ? [`${path} has a name that says nothing`] : [])];
}

function inspectText(path: string, text: string): string[] {
  const code = isCode(path) ? withoutComments(text) : '';
  const found: string[] = [];
  if (/^export default\b/m.test(code) && !/\.config\./.test(path)) found.push(`${path} has a default export`);
  const impure = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bcrypto\b/.exec(
    path.startsWith('shared/domain/') && !isTest(path) ? code : '',
  );
  if (impure) found.push(`${path} uses ${impure[0]}: a verb takes time and chance from its context`);
  const long =
    /\bdefine(Entity|Mutation)\(/.test(code) && path.startsWith('shared/domain/') && !isTest(path)
      ? walls.nounOrVerb
      : walls.file;
  if (linesOf(text) > long && !mayBeLong.test(path))
    found.push(`${path} has ${linesOf(text)} lines, the wall is ${long}`);
  return found;
}

function inspectSizes(sources: Sources): string[] {
  const paths = [...sources.keys()].filter((path) => !isTest(path));
  const folders = new Map<string, number>();
  for (const path of paths) folders.set(posix.dirname(path), (folders.get(posix.dirname(path)) ?? 0) + 1);
  const crowded = [...folders].filter(([, count]) => count > walls.folder);
  const grown = Object.entries(walls.rooms).map(([at, wall]) => {
    const lines = paths
      .filter((path) => path.startsWith(at))
      .reduce((sum, path) => sum + linesOf(sources.get(path) ?? ''), 0);
    return { at, lines, wall };
  });
  return [
    ...crowded.map(([name, count]) => `${name} has ${count} files, the wall is ${walls.folder}`),
    ...grown
      .filter(({ lines, wall }) => lines > wall)
      .map(({ at, lines, wall }) => `${at} has ${lines} lines, the wall is ${wall}`),
  ];
}

/** The source file that a resolved import names, if it is one of ours. */
function fileOf(name: string, sources: Sources): string[] {
  return [name, `${name}.ts`, `${name}.tsx`].filter((path) => sources.has(path)).slice(0, 1);
}
