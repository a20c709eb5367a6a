import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createShellLog, type ShellLogFields } from './shell-log';

const folder = () => mkdtempSync(join(tmpdir(), 'shell-log-'));

test('only the allow-listed fields are written', () => {
  const at = folder();
  const fields = { code: 9, url: 'app://backroom/#/customers/ann', password: 'x' } as ShellLogFields;
  createShellLog(at)('warn', 'window.denied', fields);
  const line = JSON.parse(readFileSync(join(at, 'shell.log'), 'utf8')) as Record<string, unknown>;
  expect(line).toEqual({ time: line['time'], level: 'warn', event: 'window.denied', code: 9 });
  expect(typeof line['time']).toBe('number');
});

test('a full log makes way, and the old one is kept', () => {
  const at = folder();
  const log = createShellLog(at);
  for (let line = 0; line < 1200; line += 1) log('info', 'x', { reason: 'r'.repeat(1000) });
  expect(existsSync(join(at, 'shell.log.old'))).toBe(true);
  expect(statSync(join(at, 'shell.log')).size).toBeLessThan(1_000_000);
});
