import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openShellMemory } from './shell-memory';

const place = { x: 10, y: 20, width: 1000, height: 700, maximized: false };
const folder = () => mkdtempSync(join(tmpdir(), 'shell-memory-'));

test('what was set is there at the next start', () => {
  const at = folder();
  openShellMemory(at).set({ place, theme: 'dark' });
  openShellMemory(at).set({ language: 'de' });
  expect(openShellMemory(at).get()).toEqual({ place, theme: 'dark', language: 'de' });
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '7',
  '{"place":{"x":"left"},"theme":"pink","language":"xx"}',
  '{"place":{"x":1e9,"y":1,"width":1,"height":1}}',
])('a file that is none counts as none: %s', (text) => {
  const at = folder();
  writeFileSync(join(at, 'shell.json'), text);
  expect(openShellMemory(at).get()).toEqual({ place: null, theme: 'system', language: null });
});

test('a folder that is gone costs the memory, not the desk', () => {
  const memory = openShellMemory('/nowhere/at/all');
  memory.set({ theme: 'light' });
  expect(memory.get().theme).toBe('light');
});

test('the file is whole JSON after each write', () => {
  const at = folder();
  const memory = openShellMemory(at);
  memory.set({ place });
  expect(JSON.parse(readFileSync(join(at, 'shell.json'), 'utf8'))).toEqual({ place, theme: 'system', language: null });
});
