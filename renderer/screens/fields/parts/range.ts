import type { Condition } from '../../../../shared/kernel/query';

/** From and to, both included; an open end is undefined. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
}

const end = (text: string | undefined) => {
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
};

/** Reads `100..500`, `100..` or `..500`, as it stands in an address. */
export function readRange(text: string | undefined): Range {
  const [from, to] = (text ?? '').split('..').map(end);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Writes a range for the address; undefined when both ends are open. */
export function writeRange({ from, to }: Range): string | undefined {
  return from === undefined && to === undefined ? undefined : `${from ?? ''}..${to ?? ''}`;
}

export function rangeConditions(field: string, { from, to }: Range): Condition[] {
  return [
    ...(from === undefined ? [] : [{ field, op: 'gte' as const, value: from }]),
    ...(to === undefined ? [] : [{ field, op: 'lte' as const, value: to }]),
  ];
}
