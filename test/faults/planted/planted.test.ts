import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

const bugs = z
  .array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      find: z.string().min(10),
      replace: z.string(),
      foundBy: z.union([
        z.strictObject({ histories: z.int() }),
        z.strictObject({ test: z.string(), name: z.string() }),
      ]),
    }),
  )
  .parse(JSON.parse(text('test/faults/planted/planted.json')));

test.each(bugs)(
  '$name: its line is in the source, once, and its suite is there',
  ({ file, find, replace, foundBy }) => {
    expect(text(file).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
    if ('test' in foundBy) expect(text(foundBy.test)).toContain(foundBy.name);
  },
);

test('all twenty of the plan of record are there, each once', () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(20);
});
