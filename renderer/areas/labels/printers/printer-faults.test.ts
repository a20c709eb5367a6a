import { printerFaults } from './printer-faults';

const fine = { name: 'Packing table', host: '192.168.1.40', port: 9100 };

test.each(['192.168.1.40', 'printer-3', 'zebra.shop.local', 'fe80::1', '::1', ' printer-3 '])(
  '%s is an address',
  (host) => {
    expect(printerFaults({ ...fine, host })).toEqual({});
  },
);

test.each(['', ' ', 'http://printer', 'printer:9100', 'a b', 'printer/label', '-printer', 'x'.repeat(254)])(
  '%j is no address',
  (host) => {
    expect(printerFaults({ ...fine, host })).toEqual({ host: true });
  },
);

test('name and port', () => {
  expect(printerFaults({ ...fine, name: '  ' })).toEqual({ name: true });
  expect([0, 65536, 9.5, NaN].map((port) => printerFaults({ ...fine, port }))).toEqual(Array(4).fill({ port: true }));
});
