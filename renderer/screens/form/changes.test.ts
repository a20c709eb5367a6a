import { applied, changed, overtaken } from './changes';

const record = { id: 'c1', name: 'Ada', phone: null, stores: ['a'], price: 100 };

test('only what was changed is written, from what was seen', () => {
  const once = changed({}, record, 'name', 'Bea');
  expect(changed(once, { ...record, name: 'Ann' }, 'name', 'Bee')).toEqual({ name: { from: 'Ada', to: 'Bee' } });
});

test('typing the old value again takes the change back', () => {
  const once = changed({}, record, 'stores', ['a', 'b']);
  expect(changed(once, record, 'stores', ['a'])).toEqual({});
  expect(changed({}, record, 'phone', undefined)).toEqual({});
});

test('what is no number is a change, although JSON would call it empty', () => {
  expect(changed({}, { ...record, price: null }, 'price', NaN)).toHaveProperty('price');
});

test('untouched fields follow what others do, typed ones stay, and only a different change is told', () => {
  const changes = changed(changed({}, record, 'name', 'Bea'), record, 'price', 90);
  const now = { ...record, phone: '12', name: 'Ann', price: 90 };
  expect(applied(now, changes)).toMatchObject({ name: 'Bea', phone: '12', price: 90 });
  expect(overtaken(now, changes)).toEqual(['name']);
  expect(overtaken(record, changes)).toEqual([]);
});
