import { Memberships } from './memberships';

const answer = (membership: readonly string[]) =>
  JSON.stringify({ clientId: 'c', epoch: 'e', pullSeq: 1, lmid: 0, results: [], membership, scopes: [] });

test('a desk that goes back to what it was told before is accused, and one that follows is not', () => {
  const told = new Memberships();
  told.told(1, answer(['catalog', 'staff']));
  told.told(1, answer(['catalog']));
  expect(told.isForward(1, ['staff', 'catalog'])).toBe(true);
  expect(told.isForward(1, ['catalog'])).toBe(true);
  expect(told.isForward(1, ['catalog', 'staff'])).toBe(false);
  told.forget(1);
  expect(told.isForward(1, ['catalog', 'staff'])).toBe(true);
  expect(told.isForward(2, ['catalog'])).toBe(false);
});
