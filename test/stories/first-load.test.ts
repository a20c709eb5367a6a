import { createAxiosHttp } from '../../main/core/adapters/axios-http';
import { domain } from '../../shared/domain/domain';
import { encode } from '../../shared/store/codec';
import { columnsOf } from '../../shared/store/columns';
import { CoreDesk, eventually } from '../harness/core-desk';
import { databases, TestCentres } from '../harness/test-centre';

jest.setTimeout(120_000);
const centres = new TestCentres();
/** What the desk asked for, and what it wrote into its log. */
let [asked, log]: [string[], string[]] = [[], []];
let desk: CoreDesk;
afterEach(() => desk.close());
afterAll(() => centres.close());

async function openDesk(url: string): Promise<void> {
  [asked, log] = [[], []];
  const http = createAxiosHttp();
  desk = await CoreDesk.open(url, {
    http: { send: (request) => (asked.push(request.url), http.send(request)) },
    log: { write: (_, event) => void log.push(event) },
  });
  await desk.signIn('manager');
  await desk.quiet();
}

/** The rows of a noun as the desk shows them: by id, in storage form. */
async function shown(name: string): Promise<Record<string, string>> {
  const entity = domain.entity(name);
  const columns = columnsOf(entity).map((column) => column.name);
  const texts = (await desk.all(name)).map((row) => {
    const values = encode(entity, row);
    return [row.id, JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, values[at]])))];
  });
  return Object.fromEntries(texts) as Record<string, string>; // pairs of texts were made above
}

test.each(databases)('a large scope comes as the ready file of a centre on %s, row for row', async (database) => {
  const centre = await centres.open(database, { limits: { attempts: 10_000, fileRows: 2 } });
  const other = await centre.desk('manager');
  await other.pull();
  const isMade = ({ event, fields }: (typeof centre.log)[number]) =>
    event === 'snapshot.file' && JSON.stringify(fields).includes('catalog');
  await eventually(async () => expect(centre.log.some(isMade)).toBe(true));
  await openDesk(centre.url);
  expect(asked).toContain(`${desk.line.url}/sync/snapshot/catalog/file`);
  expect(asked).not.toContain(`${desk.line.url}/sync/snapshot/catalog`);
  expect(log).not.toContain('sync.file.failed');
  const { variant, product } = other.scopeRows('catalog');
  expect(Object.keys(variant ?? {})).toHaveLength(3);
  expect([await shown('variant'), await shown('product')]).toEqual([variant, product]);
});
