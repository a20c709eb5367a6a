import { stockAllowance } from '../../shared/domain/stock/stock-allowance';
import { endAllowance } from '../../shared/domain/stock/reserve-stock';
import { createVerbTx } from '../../shared/store/verb-tx';
import { logTouches } from '../authority/scope-log';
import { addTouch, type Touches } from '../authority/touches';
import type { Context } from '../context';

/** A desk may be without the line for so long before it locks itself; what it sold inside its allowance may still be on the way. */
const GRACE_MS = 72 * 3_600_000;
/** Allowances ended in one transaction. */
const CHUNK = 200;

/**
 * Ends allowances whose time was over long enough ago, by the centre's clock, so that what is left of them is free again. May break off
 * anywhere and run on several nodes. Returns how many ended.
 */
export async function endOverdue({ db, domain, clock, hub }: Context): Promise<number> {
  if (!domain.entities.some(({ name }) => name === stockAllowance.name)) return 0;
  const text = `SELECT id FROM "stockAllowance" WHERE state = 'live' AND "until" < ? ORDER BY id LIMIT ${CHUNK}`;
  for (let count = 0; ;) {
    const due = await db.read((sql) => sql.all(text, [clock.now() - GRACE_MS]));
    if (due.length === 0) return count;
    const versions = await db.write(async (sql) => {
      const touches: Touches = new Map();
      const onTouch = (touch: Parameters<typeof addTouch>[1]) => addTouch(touches, touch);
      const tx = createVerbTx({ sql, rights: null, capability: 'stock.stockAllowance.return', lock: true, onTouch });
      for (const { id } of due) await endAllowance(tx, String(id), clock.now());
      return logTouches(sql, touches, clock.now());
    });
    hub.publish(versions);
    count += due.length;
  }
}
