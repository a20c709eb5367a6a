import { resolve } from 'node:path';
import { readDeskOptions } from './desk-options';

const read = (argv: string[], env: Record<string, string> = {}) => readDeskOptions(argv, env, '/usual/place');

test('without a word, the usual folder and no centre', () => {
  expect(read(['electron', '.'])).toEqual({ folder: resolve('/usual/place'), api: null });
});

test('flags win over variables, in both spellings', () => {
  const env = { BACKROOM_DATA: '/env/data', BACKROOM_API: 'http://env:1' };
  expect(read(['electron', '.'], env)).toEqual({ folder: resolve('/env/data'), api: 'http://env:1' });
  expect(read(['.', '--data', '/flag', '--api=https://flag/'], env)).toEqual({
    folder: resolve('/flag'),
    api: 'https://flag',
  });
});

test('empty variables are as good as none', () => {
  expect(read([], { BACKROOM_DATA: '', BACKROOM_API: '' })).toEqual({ folder: resolve('/usual/place'), api: null });
});

test.each(['ftp://x', 'centre.example', 'javascript:alert(1)', 'http://me:secret@centre', 'http://'])(
  'an address that is none is refused by name: %s',
  (api) => {
    const wrong: unknown = expect.objectContaining({ code: 'invalid', details: { field: 'api' } });
    expect(() => read(['--api', api])).toThrow(wrong as Error);
  },
);
