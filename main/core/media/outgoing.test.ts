import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreDesk, eventually } from '../../../test/harness/core-desk';
import { TestCentres, type TestCentre } from '../../../test/harness/test-centre';

const centres = new TestCentres();
let centre: TestCentre;
let desk: CoreDesk;

beforeAll(async () => {
  centre = await centres.open('SQLite');
});
afterAll(() => centres.close());
beforeEach(async () => {
  desk = await CoreDesk.open(centre.url);
  await desk.signIn('manager');
  await desk.quiet();
});
afterEach(() => desk.close());

/** Three pieces and a bit. */
const picture = () => randomBytes(1_300_000);
const add = (bytes: Buffer) => desk.core.call('media.add', { type: 'image/png', bytes: bytes.toString('base64') });
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** The hash of what the centre really keeps under that name. */
const atCentre = async (sha256: string) => {
  const [row] = await centre.rows('SELECT data FROM blob WHERE sha256 = ?', [sha256]);
  return row && hashOf(Buffer.from(String(row['data']), 'base64'));
};
const outgoing = () => readdirSync(join(desk.ports.folder, 'media', 'outgoing'));
const wake = () => desk.core.call('sync.now', null);

test('a picture put in without the line is there at once, survives a restart, and goes up when the line is back', async () => {
  desk.line.cut();
  const bytes = picture();
  const { sha256 } = await add(bytes);
  expect(sha256).toBe(hashOf(bytes));
  await desk.restart();
  expect(hashOf(readFileSync((await desk.core.media(sha256))!))).toBe(sha256);
  expect(await atCentre(sha256)).toBeUndefined();
  desk.line.restore();
  await wake();
  await eventually(async () => expect(await atCentre(sha256)).toBe(sha256));
  await eventually(async () => expect(outgoing()).toEqual([]));
  expect(hashOf(readFileSync((await desk.core.media(sha256))!))).toBe(sha256);
});

test('an upload that breaks off goes on where it was', async () => {
  desk.line.delay(30);
  const { sha256 } = await add(picture());
  const started = async () => {
    const [row] = await centre.rows('SELECT COUNT(*) AS n FROM blob_part WHERE sha256 = ?', [sha256]);
    expect(Number(row!['n'])).toBeGreaterThan(0);
  };
  await eventually(started);
  desk.line.cut();
  await started();
  desk.line.delay(0);
  desk.line.restore();
  await wake();
  await eventually(async () => expect(await atCentre(sha256)).toBeDefined());
  const [left] = await centre.rows('SELECT COUNT(*) AS n FROM blob_part');
  expect(Number(left!['n'])).toBe(0);
});

test('a picture that was spoilt on the disk is set aside, and holds up no other', async () => {
  desk.line.cut();
  const spoilt = await add(picture());
  const name = outgoing()[0]!;
  writeFileSync(join(desk.ports.folder, 'media', 'outgoing', name), 'no longer it');
  const good = await add(picture());
  desk.line.restore();
  await wake();
  await eventually(async () => expect(await atCentre(good.sha256)).toBeDefined());
  expect(await atCentre(spoilt.sha256)).toBeUndefined();
  await eventually(async () => expect(outgoing()).toEqual([`${name}.damaged`]));
});

test('what is no upload in the folder is left alone; wrong kinds and empty ones are refused', async () => {
  mkdirSync(join(desk.ports.folder, 'media', 'outgoing'), { recursive: true });
  writeFileSync(join(desk.ports.folder, 'media', 'outgoing', 'notes.txt'), 'mine');
  const { sha256 } = await add(picture());
  await eventually(async () => expect(await atCentre(sha256)).toBeDefined());
  await eventually(async () => expect(outgoing()).toEqual(['notes.txt']));
  await expect(add(Buffer.alloc(0))).rejects.toMatchObject({ code: 'invalid' });
  const drawing = { type: 'image/svg+xml' as 'image/png', bytes: 'PHN2Zy8+' };
  await expect(desk.core.call('media.add', drawing)).rejects.toMatchObject({ code: 'invalid' });
  await desk.core.call('session.signOut', null);
  await expect(add(picture())).rejects.toMatchObject({ code: 'unauthenticated' });
});
