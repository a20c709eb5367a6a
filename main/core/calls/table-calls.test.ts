import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { tableCalls } from './table-calls';

async function saved(rows: string[][], separator: ',' | ';'): Promise<Buffer> {
  const files: Buffer[] = [];
  const saveAs = async (name: string, bytes: Uint8Array) => {
    files.push(Buffer.from(bytes));
    return `/somewhere/${name}`;
  };
  // The call uses the files and asks who is there, and nothing else.
  const needs = { ports: { files: { saveAs } }, session: { actor: () => ({}) } } as never;
  const columns = rows[0]?.map((_, at) => `c${at}`) ?? ['c0'];
  const answer = await tableCalls(needs)['table.save']({ name: 'Sync', columns, rows, separator });
  expect(answer).toEqual({ path: '/somewhere/Sync.csv' });
  return files[0]!;
}

/** Every start that a spreadsheet takes for a formula. */
const formula = /^[=+\-@\t\r＝＋－＠]/;

test('whatever is in the cells comes back as it was, and none of them is a formula', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '=HYPERLINK("x")',
      '+1',
      '-1',
      '@a',
      '\t=1',
      '\r=1',
      '＝1',
      'a;b,c',
      '"',
      '',
      'line\nbreak',
      'Grüße',
    ),
  );
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom<',' | ';'>(',', ';'), async (rows, separator) => {
      const bytes = await saved(rows, separator);
      const [, ...back] = parse(bytes, { bom: true, delimiter: separator, record_delimiter: '\r\n' });
      expect(back).toHaveLength(rows.length);
      for (const [at, row] of back.entries())
        for (const [column, text] of row.entries()) {
          const was = rows[at]![column]!;
          expect(text).toBe(formula.test(was) ? `'${was}` : was);
        }
    }),
    { numRuns: 300 },
  );
});

test('a spreadsheet is told that it is UTF-8', async () => {
  expect([...(await saved([['ä']], ',')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
