import { useMemo } from 'react';
import { customerAddress } from '../../../../shared/domain/customers/customer-address';
import { useRecords } from '../../../bridge/use-records';
import type { AddressBook } from './place-args';

const nobody: AddressBook = { kept: new Map(), usual: { billing: null, shipping: null } };

/** The addresses that are kept of a customer, and which of them are used unless something else is said. */
export function useAddressBook(customerId: string | null) {
  const where = [{ field: 'customerId', op: 'eq' as const, value: customerId }];
  const { rows, loading, error } = useRecords(customerAddress, { where, limit: 100 }, { skip: customerId === null });
  const book = useMemo((): AddressBook => {
    if (customerId === null) return nobody;
    const kept = new Map(rows.map(({ id, address }) => [id, address]));
    const [first] = rows;
    const usual = {
      billing: (rows.find((row) => row.defaultBilling) ?? first)?.address ?? null,
      shipping: (rows.find((row) => row.defaultShipping) ?? first)?.address ?? null,
    };
    return { kept, usual: loading ? undefined : usual };
  }, [customerId, rows, loading]);
  return { book, addresses: customerId === null ? [] : rows, error };
}
