import type { Wording } from '../../../screens/text/wording';
import type { LedgerEntry } from './use-ledger';

/** Who did it, and where a manager let it through, for whom; `full`: and why. */
export function peopleText({ actor, override }: LedgerEntry, { t }: Pick<Wording, 't'>, full = false): string {
  if (!override) return actor.name;
  const told = { by: actor.name, for: override.for.name, reason: override.reason };
  return t(full ? 'override.byForWhy' : 'override.byFor', told);
}
