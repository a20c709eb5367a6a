/** Exact arithmetic. Money: integer minor units (cents). Quantity: integer thousandths. Rates: integer basis points (19 % = 1900). */
export const QUANTITY_UNIT = 1000;
const RATE_UNIT = 10000;

/** a × b ÷ divisor, rounded half away from zero, without leaving the integers. */
function multiplyDivide(a: number, b: number, divisor: number): number {
  const product = BigInt(a) * BigInt(b);
  const d = BigInt(divisor);
  const half = product < 0n ? -d / 2n : d / 2n;
  return Number((product + half) / d);
}

/** Price of `quantity` thousandths at `unitPrice` minor units each. */
export function lineTotal(unitPrice: number, quantity: number): number {
  return multiplyDivide(unitPrice, quantity, QUANTITY_UNIT);
}

/** The tax contained in a gross amount: gross × rate ÷ (100 % + rate). */
export function taxInGross(gross: number, rate: number): number {
  return multiplyDivide(gross, rate, RATE_UNIT + rate);
}

/** The tax to add to a net amount. */
export function taxOnNet(net: number, rate: number): number {
  return multiplyDivide(net, rate, RATE_UNIT);
}
