import { domain } from '../../../shared/domain/domain';
import { isFiltered, queryOf, readListState, writeListState } from './list-state';

const order = domain.entity('order');
const read = (address: string) => readListState(order, new URLSearchParams(address));
const again = (address: string) => writeListState(order, read(address), new URLSearchParams(address)).toString();

test('an empty address is the list as its entity says', () => {
  expect(read('')).toEqual({ search: '', sort: { field: 'placedAt', dir: 'desc' }, filters: {} });
  expect(again('')).toBe('');
});

test.each([
  'q=miller',
  'sort=customerName',
  'sort=-grandTotal',
  'f.state=new%2Cconfirmed',
  'q=a&f.placedAt=last7&tab=2',
])('%s stays what it is when it is read and written', (address) => {
  const pairs = (text: string) => [...new URLSearchParams(text)].map(([name, value]) => `${name}=${value}`).sort();
  expect(pairs(again(address))).toEqual(pairs(address));
});

test.each([
  ['a sort by a field without an index', 'sort=note'],
  ['a sort by no field at all', 'sort=constructor'],
  ['a filter that is not offered', 'f.email=x'],
  ['an empty filter', 'f.state='],
])('%s is left out', (_what, address) => {
  expect(read(address)).toEqual(read(''));
});

test('a search is cut to what the core takes', () => {
  expect(read(`q=${'x'.repeat(500)}`).search).toHaveLength(200);
});

test('filters become conditions, and nonsense in them none', () => {
  const where = (address: string) => queryOf(order, read(address)).where;
  expect(where('f.state=new,shipped')).toEqual([{ field: 'state', op: 'in', value: ['new', 'shipped'] }]);
  expect(where('f.grandTotal=100..5000')).toEqual([
    { field: 'grandTotal', op: 'gte', value: 100 },
    { field: 'grandTotal', op: 'lte', value: 5000 },
  ]);
  expect(where('f.grandTotal=cheap..')).toEqual([]);
  expect(where('f.storeId=s1')).toEqual([{ field: 'storeId', op: 'in', value: ['s1'] }]);
});

test('only search and filters narrow a list', () => {
  expect([isFiltered(read('q=x')), isFiltered(read('f.state=new')), isFiltered(read('sort=reference&q=%20'))]).toEqual([
    true,
    true,
    false,
  ]);
});
