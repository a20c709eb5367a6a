import { createHash, randomBytes } from 'node:crypto';
import { databases, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import type { WireDesk } from '../../test/harness/wire-desk';

const centres = new TestCentres();
afterAll(() => centres.close());

const bytes = randomBytes(5000);
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe.each(databases)('pictures on their way up, on %s', (database) => {
  let centre: TestCentre;
  let desk: WireDesk;
  beforeAll(async () => {
    centre = await centres.open(database);
    desk = await centre.desk('manager');
  });
  const send = async (sha256: string, offset: number, data: Buffer, size = bytes.length) => {
    const body = { type: 'image/png', size, offset, data: data.toString('base64') };
    const { status, text } = await desk.send('POST', `/blobs/${sha256}`, JSON.stringify(body));
    return { status, ...(JSON.parse(text) as { offset?: number; complete?: boolean }) };
  };
  const kept = async (sha256: string) => (await desk.send('GET', `/blobs/${sha256}`)).status;

  test('pieces in order make it whole; repeated and early ones are left out; nothing is there before the last', async () => {
    const sha256 = hashOf(bytes);
    const none = Buffer.alloc(0);
    expect(await send(sha256, 0, none)).toEqual({ status: 200, offset: 0, complete: false });
    expect(await send(sha256, 0, bytes.subarray(0, 2000))).toMatchObject({ offset: 2000, complete: false });
    expect(await send(sha256, 0, bytes.subarray(0, 2000))).toMatchObject({ offset: 2000, complete: false });
    expect(await send(sha256, 3000, bytes.subarray(3000))).toMatchObject({ offset: 2000, complete: false });
    expect(await kept(sha256)).toBe(404);
    expect(await send(sha256, 2000, none)).toMatchObject({ offset: 2000, complete: false });
    expect(await send(sha256, 2000, bytes.subarray(2000))).toMatchObject({ offset: 5000, complete: true });
    expect(await kept(sha256)).toBe(200);
    expect(await send(sha256, 0, none)).toMatchObject({ offset: 5000, complete: true });
  });

  test('a whole that is not what its name says is thrown away and may begin anew', async () => {
    const content = randomBytes(100);
    const sha256 = hashOf(content);
    expect(await send(sha256, 0, randomBytes(100), 100)).toMatchObject({ offset: 0, complete: false });
    expect(await kept(sha256)).toBe(404);
    expect(await send(sha256, 0, content, 100)).toMatchObject({ offset: 100, complete: true });
  });

  test('more than was announced, more than is allowed and what is no picture are refused', async () => {
    const sha256 = hashOf(randomBytes(8));
    expect(await send(sha256, 0, randomBytes(9), 8)).toMatchObject({ offset: 0, complete: false });
    expect((await send(sha256, 0, randomBytes(8), 11 * 1024 * 1024)).status).toBe(422);
    const drawing = { type: 'image/svg+xml', size: 8, offset: 0, data: '' };
    expect((await desk.send('POST', `/blobs/${sha256}`, JSON.stringify(drawing))).status).toBe(422);
    const [left] = await centre.rows('SELECT COUNT(*) AS n FROM blob_part');
    expect(Number(left!['n'])).toBe(0);
  });
});
