import { startTranslation } from '../../../app/i18n';
import { wordingFor } from '../../../screens/text/wording';
import { cellSeparator, ledgerColumns, ledgerRows } from './ledger-table';

const wording = wordingFor('en', startTranslation('en').t, ['en-GB']);
const entry = {
  uid: 'u1',
  name: 'customer.update',
  args: { id: 'c1', changes: {} },
  state: 'parked' as const,
  at: new Date(2026, 10, 30, 9, 4, 5).getTime(),
  actor: { userId: 'ada', name: 'Ada' },
  override: null,
  error: { code: 'notFound' as const, message: 'customer c1', details: { reason: 'gone' } },
};
const subjects = new Map([['customer/c1', { id: 'c1', name: '=Bob', firstName: 'Bob', lastName: 'Marsh' }]]);
const cells = (row: readonly string[] = []) =>
  Object.fromEntries(row.map((cell, at) => [ledgerColumns(wording)[at], cell]));

test('an entry is a row of words, its record by its name', () => {
  const [row] = ledgerRows([entry], { subjects, wording, desk: '3' });
  expect(row).toHaveLength(ledgerColumns(wording).length);
  expect(cells(row)).toMatchObject({
    ...{ When: '2026-11-30 09:04:05', Desk: '3', By: 'Ada', State: 'Refused', Reference: 'u1' },
    About: expect.stringContaining('Marsh'),
    Reason: expect.stringMatching(/./),
  });
});

test('what a manager let through names both people and the reason', () => {
  const override = { for: { userId: 'cleo', name: 'Cleo' }, reason: 'torn box' };
  const [row] = ledgerRows([{ ...entry, override }], { subjects, wording, desk: '3' });
  expect(cells(row)).toMatchObject({ By: 'Ada for Cleo: torn box' });
});

test('what was never refused gives no reason, and what is about no record nothing about it', () => {
  const [row] = ledgerRows([{ ...entry, name: 'unicorn.feed', state: 'confirmed', error: null }], {
    ...{ subjects, wording, desk: '3' },
  });
  expect(cells(row)).toMatchObject({ About: '', Reason: '', What: 'unicorn.feed' });
});

test.each([
  ['en-GB', ','],
  ['de-DE', ';'],
])('%s separates cells by %s', (locale, separator) => expect(cellSeparator(locale)).toBe(separator));
