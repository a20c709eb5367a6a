import fc from 'fast-check';
import type { Row, SqlValue } from '../../shared/store/sql';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { Act, WireDesk } from '../../test/harness/wire-desk';
import { auditColumns, auditHash } from '../authority/audit';
import { checkAudit } from './audit-check';

const centres = new TestCentres();
afterAll(() => centres.close());

const adjust = (delta: number): Act => ({
  name: 'stockLevel.adjust',
  actor: 'user-worker',
  args: { warehouseId: 'south-house', variantId: 'red', delta, reason: 'found', note: null },
});
const columns = [...auditColumns, 'hash'] as const;

/** The same value with one byte changed. */
function changed(value: SqlValue | undefined, at: number): SqlValue {
  if (typeof value === 'number') return value + 1_000_000;
  const bytes = Buffer.from(value ?? '');
  if (bytes.length === 0) return 'x';
  const index = at % bytes.length;
  bytes[index] = bytes[index] === 0x41 ? 0x42 : 0x41;
  return bytes.toString();
}

describe.each(databases)('the audit log on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  let chain: string;
  const check = () => it_.centre.context.db.read(checkAudit);
  const entries = () => it_.rows('SELECT * FROM audit WHERE chain = ? ORDER BY seq', [chain]);
  const write = (row: Row, names: readonly string[]) =>
    it_.tamper(`UPDATE audit SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE chain = ? AND seq = ?`, [
      ...names.map((name) => row[name] ?? null),
      chain,
      row['seq'] ?? null,
    ]);

  beforeAll(async () => {
    it_ = await centres.open(database);
    desk = await it_.desk('worker');
    for (let i = 0; i < 4; i += 1) await desk.act(adjust(1), adjust(2), adjust(3));
    chain = `client/${desk.clientId}`;
  });

  test('an untouched log is whole, and says what it ends with', async () => {
    const report = await check();
    expect(report).toMatchObject({ broken: [], chains: 2 });
    expect(report.entries).toBeGreaterThan(12);
    expect((await check()).seal).toBe(report.seal);
    await desk.act(adjust(1));
    expect((await check()).seal).not.toBe(report.seal);
  });

  test('one byte changed anywhere is found, at its entry', async () => {
    const rows = await entries();
    const pick = fc.tuple(fc.nat(rows.length - 1), fc.constantFrom(...columns), fc.nat(5000));
    await fc.assert(
      fc.asyncProperty(pick, async ([index, name, at]) => {
        const row = rows[index]!;
        const value = changed(row[name], at);
        const now = name === 'seq' ? value : row['seq']!;
        await it_.tamper(`UPDATE audit SET ${name} = ? WHERE chain = ? AND seq = ?`, [value, chain, row['seq']!]);
        const { broken } = await check();
        await it_.tamper(`UPDATE audit SET ${name} = ? WHERE chain = ? AND seq = ?`, [row[name] ?? null, chain, now]);
        const fault = name !== 'seq' ? 'changed' : index === rows.length - 1 ? expect.anything() : 'missing';
        expect(broken).toMatchObject([{ chain, fault }]);
        if (name !== 'seq') expect(broken[0]?.seq).toBe(Number(row['seq']));
      }),
      { numRuns: 60 },
    );
    expect((await check()).broken).toEqual([]);
  });

  test('an entry taken out, the end cut off, an entry rewritten with a fitting hash: each is found', async () => {
    const rows = await entries();
    const back = async (row: Row) => {
      const names = ['chain', ...columns];
      await it_.tamper(
        `INSERT INTO audit (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        names.map((name) => row[name] ?? null),
      );
    };
    const take = (row: Row) => it_.tamper('DELETE FROM audit WHERE chain = ? AND seq = ?', [chain, row['seq']!]);
    const [third, last] = [rows[2]!, rows.at(-1)!];
    await take(third);
    expect((await check()).broken).toEqual([{ chain, seq: 3, fault: 'missing' }]);
    await back(third);
    await take(last);
    expect((await check()).broken).toEqual([{ chain, seq: rows.length - 1, fault: 'end' }]);
    await back(last);
    const forged = { ...third, after: '[]' };
    const hash = auditHash(
      String(rows[1]!['hash']),
      auditColumns.map((name) => (forged as Row)[name] ?? null),
    );
    await write({ ...forged, hash }, ['after', 'hash']);
    expect((await check()).broken).toEqual([{ chain, seq: 4, fault: 'changed' }]);
    await write(third, ['after', 'hash']);
    await it_.tamper('DELETE FROM audit WHERE chain = ?', [chain]);
    expect((await check()).broken).toEqual([{ chain, seq: 0, fault: 'end' }]);
    for (const row of rows) await back(row);
    await it_.tamper('DELETE FROM audit_chain WHERE chain = ?', [chain]);
    expect((await check()).broken).toEqual([{ chain, seq: rows.length, fault: 'end' }]);
  });
});
