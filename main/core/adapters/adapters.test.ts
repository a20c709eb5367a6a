import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileSecrets } from './file-secrets';
import { createFolderFiles } from './folder-files';
import { createJsonLog } from './json-log';
import { createTcpPrinter } from './tcp-printer';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adapters-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what is sealed opens again here, and nowhere else; a changed one never', async () => {
  const key = join(folder, 'deep', 'secrets.key');
  const secrets = createFileSecrets(key);
  const plain = Buffer.from('a key');
  const [sealed, other] = await Promise.all([secrets.seal(plain), secrets.seal(plain)]);
  expect(Buffer.from(sealed).equals(Buffer.from(other))).toBe(false);
  expect(Buffer.from(await createFileSecrets(key).open(sealed))).toEqual(plain);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const damaged = { code: 'damaged', details: { reason: 'secrets.unreadable' } };
  await expect(createFileSecrets(join(folder, 'other.key')).open(sealed)).rejects.toMatchObject(damaged);
  const changed = Buffer.from(sealed);
  changed[15]! ^= 1;
  await expect(secrets.open(changed)).rejects.toMatchObject(damaged);
  await expect(secrets.open(Buffer.alloc(3))).rejects.toMatchObject(damaged);
  writeFileSync(join(folder, 'short.key'), 'x');
  await expect(createFileSecrets(join(folder, 'short.key')).seal(plain)).rejects.toMatchObject(damaged);
});

test('a log line holds allowed fields only', () => {
  const lines: string[] = [];
  const log = createJsonLog({ clock: { now: () => 7, monotonic: () => 0 }, write: (line) => lines.push(line) });
  log.write('warn', 'sync.failed', { code: 'offline', password: 'secret', attempt: 3 });
  log.write('info', 'started');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: 7, level: 'warn', event: 'sync.failed', code: 'offline', attempt: 3 },
    { time: 7, level: 'info', event: 'started' },
  ]);
  expect(lines.every((line) => line.endsWith('\n'))).toBe(true);
});

test('files stay in their folder', async () => {
  const path = await createFolderFiles(folder).saveAs('../../evil.pdf', Buffer.from('x'));
  expect(path).toBe(join(folder, 'evil.pdf'));
});

test('a printer that takes nothing, breaks off or is not there is unavailable; one that takes all gets every byte', async () => {
  const bytes = Buffer.alloc(300_000, 'z');
  let got = 0;
  const modes = ['take', 'reset', 'silent'];
  const server = createServer((socket) => {
    const mode = modes.shift();
    socket.on('error', () => undefined);
    if (mode === 'take') socket.on('data', (chunk) => (got += chunk.length));
    else if (mode === 'reset') socket.once('data', () => socket.resetAndDestroy());
    else socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  const printer = createTcpPrinter({ silenceMs: 300 });
  const unavailable = { code: 'unavailable', details: { reason: 'printer.unreachable' } };
  await printer.send(target, bytes);
  expect(got).toBe(bytes.length);
  await expect(printer.send(target, Buffer.alloc(30_000_000))).rejects.toMatchObject(unavailable);
  await expect(printer.send(target, Buffer.alloc(30_000_000))).rejects.toMatchObject(unavailable);
  await expect(printer.send({ host: '127.0.0.1', port: 1 }, bytes)).rejects.toMatchObject(unavailable);
  server.close();
});
