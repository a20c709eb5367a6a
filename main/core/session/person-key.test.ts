import { systemRandom } from '../adapters/system-random';
import { newSeed } from '../sync/ed25519';
import { unwrapKey, wrapKey } from './person-key';

const seed = newSeed(systemRandom);

test('a key comes out again with its password and for its person only', async () => {
  const wrapped = await wrapKey({ userId: 'ada', seed }, 'pass wörd', systemRandom);
  expect(wrapped).not.toContain(Buffer.from(seed).toString('hex'));
  expect(Buffer.from((await unwrapKey({ userId: 'ada', wrapped }, 'pass wo\u0308rd')) ?? [])).toEqual(
    Buffer.from(seed),
  );
  expect(await unwrapKey({ userId: 'ada', wrapped }, 'pass word')).toBeNull();
  expect(await unwrapKey({ userId: 'eve', wrapped }, 'pass wörd')).toBeNull();
});

test('what was changed, or is none, gives no key', async () => {
  const wrapped = await wrapKey({ userId: 'ada', seed }, 'secret', systemRandom);
  const parts = JSON.parse(wrapped) as Record<string, string>;
  for (const name of ['salt', 'nonce', 'sealed', 'tag']) {
    const [first, ...rest] = parts[name]!;
    const changed = JSON.stringify({ ...parts, [name]: (first === '0' ? '1' : '0') + rest.join('') });
    expect(await unwrapKey({ userId: 'ada', wrapped: changed }, 'secret')).toBeNull();
  }
  expect(await unwrapKey({ userId: 'ada', wrapped: 'none' }, 'secret')).toBeNull();
  expect(await unwrapKey({ userId: 'ada', wrapped: '{}' }, 'secret')).toBeNull();
});
