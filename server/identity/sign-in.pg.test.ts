import { createPublicKey, verify } from 'node:crypto';
import { offlineGrantSchema, type SignedGrant } from '../../shared/protocol/sync';
import { databases, smallShop, TestCentres, type TestCentre } from '../../test/harness/test-centre';
import { WireDesk } from '../../test/harness/wire-desk';
import { addRegistrationCode, newRegistrationCode, revokeDevice } from './devices';

const centres = new TestCentres();
afterAll(() => centres.close());

const MINUTE = 60_000;

function isSignedBy(key: string, { text, signature }: SignedGrant): boolean {
  const x = Buffer.from(key, 'hex').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'hex'));
}

describe.each(databases)('identity on %s', (database) => {
  let it_: TestCentre;
  let desk: WireDesk;
  let ahead = 0;
  beforeAll(async () => {
    const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
    it_ = await centres.open(database, { clock });
  });
  beforeEach(async () => {
    ahead = 0;
    await it_.tamper('DELETE FROM sign_in_guard');
    desk = await new WireDesk(it_.url, () => ahead).register(smallShop.code);
  });

  const wrongPassword = { status: 401, code: 'unauthenticated', details: { reason: 'wrongPassword' } };

  test('a person who signs in gets a grant for 72 hours that the centre has signed, and becomes one of the people of the desk', async () => {
    const grant = await desk.signIn(' Clerk ', 'clerk-secret');
    expect(isSignedBy(desk.centreKey, grant)).toBe(true);
    expect(isSignedBy(desk.centreKey, { ...grant, text: grant.text.replace('clerk', 'admin') })).toBe(false);
    const told = offlineGrantSchema.parse(JSON.parse(grant.text));
    expect(told).toMatchObject({ deviceId: desk.deviceId, userId: 'user-clerk', userName: 'clerk', name: 'clerk' });
    expect(told.expires - told.issued).toBe(72 * 60 * MINUTE);
    expect(told.rights).toEqual([expect.objectContaining({ stores: ['north'], warehouses: ['north-house'] })]);
    expect((await desk.pullOnce()).membership).toContain('store/north');
  });

  test('a grant is renewed with the rights of now, for who signed in at this desk and is active, until the password is too old', async () => {
    const renew = async (userId: string) =>
      offlineGrantSchema.parse(JSON.parse(((await desk.ask('/sign-in/renew', { userId })) as SignedGrant).text));
    await expect(renew('user-clerk')).rejects.toMatchObject({ status: 403, details: { reason: 'actor' } });
    const first = offlineGrantSchema.parse(JSON.parse((await desk.signIn('clerk', 'clerk-secret')).text));
    await it_.tamper('UPDATE "user" SET stores = ? WHERE id = ?', ['["south"]', 'user-clerk']);
    ahead = 60 * MINUTE;
    const renewed = await renew('user-clerk');
    expect(renewed.rights).toEqual([expect.objectContaining({ stores: ['south'] })]);
    expect(renewed.expires).toBeGreaterThan(first.expires);
    await it_.tamper('UPDATE "user" SET stores = ?, active = 0 WHERE id = ?', ['["north"]', 'user-clerk']);
    await expect(renew('user-clerk')).rejects.toMatchObject({ code: 'forbidden' });
    await it_.tamper('UPDATE "user" SET active = 1 WHERE id = ?', ['user-clerk']);
    ahead = 8 * 24 * 60 * MINUTE;
    await expect(renew('user-clerk')).rejects.toMatchObject({ code: 'expired', details: { reason: 'signInAgain' } });
  });

  test('unknown, inactive and wrong are the same answer', async () => {
    await it_.tamper('UPDATE "user" SET active = 0 WHERE id = ?', ['user-admin']);
    const tries = [
      ['clerk', 'wrong'],
      ['nobody', 'clerk-secret'],
      ['admin', 'admin-secret'],
    ] as const;
    const answers = [];
    for (const [userName, password] of tries) {
      const { status, text } = await desk.send('POST', '/sign-in', JSON.stringify({ userName, password }));
      answers.push({ status, text });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    await it_.tamper('UPDATE "user" SET active = 1 WHERE id = ?', ['user-admin']);
  });

  test('five wrong tries shut an account, from whichever desk, for 1, 2, 4 … minutes; the right password does not help', async () => {
    const other = await new WireDesk(it_.url, () => ahead).register(smallShop.code);
    for (const one of [desk, other, desk, other, desk])
      await expect(one.signIn('clerk', 'wrong')).rejects.toMatchObject(wrongPassword);
    const until = Date.now() + MINUTE;
    const error = await other.signIn('clerk', 'clerk-secret').catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 423, code: 'locked' });
    expect(Math.abs((error as { details: { until: number } }).details.until - until)).toBeLessThan(15_000);
    ahead = 1.1 * MINUTE;
    await expect(desk.signIn('clerk', 'wrong')).rejects.toMatchObject(wrongPassword);
    ahead = 2.2 * MINUTE;
    await expect(desk.signIn('clerk', 'clerk-secret')).rejects.toMatchObject({ code: 'locked' });
    ahead = 3.5 * MINUTE;
    await desk.signIn('clerk', 'clerk-secret');
    await expect(desk.signIn('clerk', 'wrong')).rejects.toMatchObject(wrongPassword);
    await desk.signIn('clerk', 'clerk-secret');
  });

  test('an account that does not exist is shut the same way', async () => {
    for (let i = 0; i < 5; i += 1) await expect(desk.signIn('ghost', 'x')).rejects.toMatchObject(wrongPassword);
    await expect(desk.signIn('ghost', 'x')).rejects.toMatchObject({ code: 'locked' });
  });

  test('many sign-ins at once with the right password shut nobody out', async () => {
    await Promise.all(Array.from({ length: 7 }, () => desk.signIn('worker', 'worker-secret')));
  });

  test('a one-time code makes one desk; a lost answer can be asked for again', async () => {
    const code = newRegistrationCode();
    await it_.centre.context.db.write((sql) => addRegistrationCode(sql, code, { reusable: false, now: Date.now() }));
    const one = await new WireDesk(it_.url).register(code);
    const { deviceId, deskNumber, centreKey } = one;
    await one.register(code);
    expect(one).toMatchObject({ deviceId, deskNumber, centreKey });
    const refused = { status: 403, code: 'forbidden', details: { reason: 'registrationCode', field: 'code' } };
    await expect(new WireDesk(it_.url).register(code)).rejects.toMatchObject(refused);
    await expect(new WireDesk(it_.url).register('made-up')).rejects.toMatchObject(refused);
    const late = newRegistrationCode();
    await it_.centre.context.db.write((sql) => addRegistrationCode(sql, late, { reusable: false, now: 0 }));
    await expect(new WireDesk(it_.url).register(late)).rejects.toMatchObject(refused);
    const stored = await it_.rows('SELECT hash FROM registration_code');
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  test('desks registered at once have different numbers', async () => {
    const desks = await Promise.all(Array.from({ length: 5 }, () => new WireDesk(it_.url).register(smallShop.code)));
    expect(new Set(desks.map(({ deskNumber }) => deskNumber)).size).toBe(5);
  });

  const body = JSON.stringify({ incarnation: 'x' });
  const unsigned = (change: (headers: Record<string, string>) => Record<string, string>, sent = body) =>
    fetch(`${it_.url}/sync/clients`, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/json', ...change(desk.signed('POST', '/sync/clients', body)) },
    });

  test('whatever is wrong with a signature, the answer is the same', async () => {
    const other = new WireDesk(it_.url);
    const answers = await Promise.all([
      unsigned(() => ({})),
      unsigned((headers) => ({ ...headers, 'x-backroom-device': 'unknown' })),
      unsigned((headers) => ({
        ...headers,
        'x-backroom-signature': other.signed('POST', '/x', '')['x-backroom-signature']!,
      })),
      unsigned((headers) => ({ ...headers, 'x-backroom-signature': 'zz' })),
      unsigned((headers) => ({ ...headers, 'x-backroom-time': String(Number(headers['x-backroom-time']) + 1) })),
      unsigned((headers) => ({ ...headers, 'x-backroom-time': 'now' })),
      unsigned((headers) => headers, JSON.stringify({ incarnation: 'y' })),
      unsigned((headers) => headers, JSON.stringify({ incarnation: 7 })),
      fetch(`${it_.url}/sync/events`, { headers: desk.signed('GET', '/sync/events?x=1', '') }),
      fetch(`${it_.url}/blobs/${'0'.repeat(64)}`),
    ]);
    const told = await Promise.all(answers.map(async (answer) => `${answer.status} ${await answer.text()}`));
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toMatch(/^401 .*"unauthenticated"/);
    expect((await unsigned((headers) => headers)).status).toBe(200);
  });

  test('a desk whose clock is more than five minutes off is told the time', async () => {
    ahead = 4 * MINUTE;
    await desk.ask('/sync/clients', { incarnation: 'x' });
    const slow = new WireDesk(it_.url, () => -2 * MINUTE);
    Object.assign(slow, { key: desk.key, deviceId: desk.deviceId });
    await expect(slow.ask('/sync/clients', { incarnation: 'x' })).rejects.toMatchObject({
      status: 401,
      details: { reason: 'clock', time: expect.any(Number) },
    });
  });

  test('a desk that is shut out is refused at once, and its stream is ended', async () => {
    const events = await fetch(`${it_.url}/sync/events`, { headers: desk.signed('GET', '/sync/events', '') });
    await revokeDevice(it_.centre.context, desk.deviceId);
    expect(await events.text()).toContain('{"type":"revoked"}');
    await expect(desk.signIn('clerk', 'clerk-secret')).rejects.toMatchObject({
      status: 403,
      details: { reason: 'revoked' },
    });
  });

  test('passwords are kept as argon2id hashes with salts of their own', async () => {
    const rows = await it_.rows('SELECT hash FROM credential');
    expect(rows).toHaveLength(4);
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(4);
  });
});

test('too many tries from one address are slowed down, with the time to wait', async () => {
  const it_ = await centres.open('SQLite', { limits: { attempts: 3 } });
  const desk = new WireDesk(it_.url);
  for (let i = 0; i < 3; i += 1) await expect(desk.register('guess')).rejects.toMatchObject({ status: 403 });
  const { status, headers, text } = await desk.send('POST', '/devices', JSON.stringify({}));
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(JSON.parse(text)).toMatchObject({ code: 'unavailable', details: { reason: 'rateLimit' } });
});

test('without the demo, the first start tells a code and a password, once', async () => {
  const where = await centres.fresh('SQLite');
  const first = await centres.start(where);
  const { registrationCode, administrator } = first.centre.first;
  const desk = await new WireDesk(first.url).register(registrationCode!);
  await desk.signIn('administrator', administrator!.password);
  expect((await desk.pullOnce()).membership).toContain('administration');
  expect(await (await fetch(`${first.url}/hello`)).json()).toMatchObject({ demo: null });
  await first.centre.close();
  const second = await centres.start(where);
  expect(second.centre.first).toEqual({ registrationCode: null, administrator: null });
});
