import { join } from 'node:path';
import { violationsIn } from './histories';

jest.mock('sqlite3', () => jest.requireActual('./memory/sqlite3-driver'));
jest.mock('node:fs/promises', () => jest.requireActual('./memory/file-system'));

const SHARE = 400;

test('no invariant is ever violated: histories, part 4 of 4', async () => {
  const folder = join(__dirname, '../../.cache/simulation');
  expect(await violationsIn(3 * SHARE, 4 * SHARE, folder)).toEqual([]);
}, 900_000);
