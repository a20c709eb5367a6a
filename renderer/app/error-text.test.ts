import { startTranslation } from './i18n';
import { errorText } from '../screens/text/error-text';

const english = startTranslation('en').t;
const german = startTranslation('de').t;

test('a reason that is known speaks for itself and falls back on its code part by part', () => {
  const text = errorText({ code: 'refused', message: 'x', details: { reason: 'order.noItems' } }, english, 'en-GB');
  expect(text).toEqual({
    happened: 'An order needs at least one item',
    kept: 'Nothing was changed.',
    advice: 'Scan or search for an article.',
  });
});

test('a lock says until when, in the person’s clock', () => {
  const until = new Date(2026, 10, 22, 9, 40).getTime();
  const locked = { code: 'locked', message: 'x', details: { reason: 'session.locked', until } } as const;
  expect(errorText(locked, english, 'en-GB').advice).toContain('09:40');
  expect(errorText(locked, german, 'de-DE').advice).toContain('09:40');
});

test('an unknown reason, and one that looks like a path into the words, say what the code says', () => {
  for (const reason of ['no.such.reason', 'session', '__proto__', 'happened']) {
    const text = errorText({ code: 'offline', message: 'x', details: { reason } }, english, 'en-GB');
    expect(text.happened).toBe('The centre cannot be reached');
  }
});

test('a defect carries a line for support, other errors never show their English message', () => {
  expect(errorText({ code: 'internal', message: 'boom', details: {} }, german, 'de-DE').reference).toBe('boom');
  const text = errorText({ code: 'conflict', message: 'secret detail', details: {} }, german, 'de-DE');
  expect(JSON.stringify(text)).not.toContain('secret detail');
});
