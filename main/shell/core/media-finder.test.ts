import type { ToCore } from '../../../shared/protocol/host';
import { createMediaFinder } from './media-finder';

const hash = 'a'.repeat(64);
const asked: ToCore[] = [];
const setUp = (there = true) => {
  asked.length = 0;
  return createMediaFinder((message) => asked.push(message) > 0 && there);
};

test('the answer reaches its own question', async () => {
  const finder = setUp();
  const [first, second] = [finder.find(hash), finder.find('b'.repeat(64))];
  finder.found({ kind: 'media', id: 2, path: '/two' });
  finder.found({ kind: 'media', id: 1, path: '/one' });
  finder.found({ kind: 'media', id: 99, path: '/none' });
  expect(await Promise.all([first, second])).toEqual(['/one', '/two']);
  expect(asked[0]).toEqual({ kind: 'media', id: 1, hash });
});

test('without a core, or when it dies, there is no picture', async () => {
  expect(await setUp(false).find(hash)).toBeNull();
  const finder = setUp();
  const waiting = finder.find(hash);
  finder.forget();
  expect(await waiting).toBeNull();
});

test('nobody waits for ever', async () => {
  jest.useFakeTimers();
  const waiting = setUp().find(hash);
  jest.advanceTimersByTime(30_000);
  expect(await waiting).toBeNull();
  jest.useRealTimers();
});
