import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toPlainError, AppError } from '../../../shared/kernel/errors';
import type { AskName, FromCore } from '../../../shared/protocol/host';
import { createFileSecrets } from '../adapters/file-secrets';
import { createShellFiles } from './shell-files';
import { createShellLine } from './shell-line';
import { createShellSecrets } from './shell-secrets';

/** The shell's side of the line, as the person and the system would have it. */
function lineTo(shell: Partial<Record<AskName, (input: never) => unknown>>) {
  const asked: FromCore[] = [];
  const line = createShellLine((message) => {
    asked.push(message);
    if (message.kind !== 'ask') return;
    const { id, name, input } = message;
    try {
      line.answered({ kind: 'answer', id, value: shell[name]?.(input as never), error: null });
    } catch (error) {
      line.answered({ kind: 'answer', id, value: null, error: toPlainError(error) });
    }
  });
  return { line, asked };
}
const turned = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x55);
const folder = () => mkdtempSync(join(tmpdir(), 'shell-ports-'));
const secret = Buffer.from('the device key');

test('the system seals where it can', async () => {
  const { line } = lineTo({
    seal: ({ plain }: { plain: Uint8Array }) => turned(plain),
    open: ({ sealed }: { sealed: Uint8Array }) => turned(sealed),
  });
  const secrets = createShellSecrets(line, createFileSecrets(join(folder(), 'key')));
  const sealed = await secrets.seal(secret);
  expect(Buffer.from(sealed).includes(secret)).toBe(false);
  expect(Buffer.from(await secrets.open(sealed))).toEqual(secret);
});

test('else a key file does, and what it sealed stays open when a keyring comes later', async () => {
  const at = folder();
  const without = createShellSecrets(lineTo({ seal: () => null }).line, createFileSecrets(join(at, 'key')));
  const sealed = await without.seal(secret);
  const withKeyring = createShellSecrets(
    lineTo({ seal: ({ plain }: { plain: Uint8Array }) => turned(plain) }).line,
    createFileSecrets(join(at, 'key')),
  );
  expect(Buffer.from(await withKeyring.open(sealed))).toEqual(secret);
});

test('what cannot be opened is damaged, whoever says so', async () => {
  const refuse = () => {
    throw new AppError('damaged', 'no', { reason: 'secrets.unreadable' });
  };
  const { line } = lineTo({ seal: ({ plain }: { plain: Uint8Array }) => plain, open: refuse });
  const secrets = createShellSecrets(line, createFileSecrets(join(folder(), 'key')));
  const damaged: unknown = expect.objectContaining({ code: 'damaged', details: { reason: 'secrets.unreadable' } });
  await expect(secrets.open(await secrets.seal(secret))).rejects.toEqual(damaged);
  for (const bytes of [Buffer.alloc(0), Buffer.of(9, 9), Buffer.of(2, 1, 2, 3)])
    await expect(secrets.open(bytes)).rejects.toEqual(damaged);
});

test('a shell that answers nonsense is a defect, not a value', async () => {
  const { line } = lineTo({ choosePath: () => 7 });
  await expect(line.ask('choosePath', { suggestedName: 'a' })).rejects.toMatchObject({ code: 'internal' });
});

test('a file is written whole where the person says', async () => {
  const at = folder();
  const { line, asked } = lineTo({
    choosePath: ({ suggestedName }: { suggestedName: string }) => join(at, suggestedName),
  });
  const path = await createShellFiles(line).saveAs('../../Label: "Tin"?.pdf', Buffer.from('%PDF'));
  expect(path).toBe(join(at, 'Label- -Tin-.pdf'));
  expect(asked[0]).toMatchObject({ input: { suggestedName: 'Label- -Tin-.pdf' } });
  expect(readFileSync(path ?? '', 'utf8')).toBe('%PDF');
  expect(readdirSync(at)).toEqual(['Label- -Tin-.pdf']);
});

test('when the person thinks better of it, nothing is written', async () => {
  expect(await createShellFiles(lineTo({ choosePath: () => null }).line).saveAs('a.pdf', Buffer.of(1))).toBeNull();
});

test('a place that cannot be written to is said in a typed error', async () => {
  const { line } = lineTo({ choosePath: () => '/nowhere/at/all/a.pdf' });
  await expect(createShellFiles(line).saveAs('a.pdf', Buffer.of(1))).rejects.toMatchObject({
    code: 'unavailable',
    details: { reason: 'file.notWritten', code: 'ENOENT' },
  });
});
