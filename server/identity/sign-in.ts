import { createHash } from 'node:crypto';
import { AppError } from '../../shared/kernel/errors';
import { offlineGrantSchema, type RenewGrant, type SignedGrant, type SignIn } from '../../shared/protocol/sync';
import type { Rights } from '../../shared/kernel/permission';
import type { Sql } from '../../shared/store/sql';
import type { Context } from '../context';
import { createLane, type Lane } from '../store/lane';
import { audit } from '../authority/audit';
import { passwordMatches } from './credentials';
import { keepPersonKey, publicKeyOf } from './person-keys';
import { activeUser, rightsOf, type User } from '../authority/rights';

/** How long a person may work at a desk without the line. */
export const GRANT_MS = 72 * 3_600_000;
/** Wrong tries before an account is shut, for 1, 2, 4 … minutes. */
const FREE_TRIES = 5;
const LONGEST_MS = 60 * 60_000;

const wrong = () => new AppError('unauthenticated', 'user name or password is wrong', { reason: 'wrongPassword' });

/** Names are guarded whether or not they exist, so that being shut out tells nothing; kept as a hash, since people type passwords there too. */
const accountOf = (userName: string) => createHash('sha256').update(userName).digest('hex');

/**
 * Counts the try before it is made, so that no crash and no parallel request makes tries free. `locked` while the account is shut.
 * Serialized per account by the row that it writes.
 */
async function countTry(context: Context, account: string): Promise<void> {
  const now = context.clock.now();
  const until = await context.db.write(async (sql) => {
    await sql.run(
      'INSERT INTO sign_in_guard (account, failures, until, at) VALUES (?, 0, 0, ?) ON CONFLICT DO NOTHING',
      [account, now],
    );
    const locking = sql.dialect === 'postgres' ? ' FOR UPDATE' : '';
    const [row] = await sql.all(`SELECT failures, until FROM sign_in_guard WHERE account = ?${locking}`, [account]);
    if (Number(row?.['until'] ?? 0) > now) return Number(row?.['until']);
    const failures = Number(row?.['failures'] ?? 0) + 1;
    const shut = failures < FREE_TRIES ? 0 : now + Math.min(LONGEST_MS, 60_000 * 2 ** (failures - FREE_TRIES));
    await sql.run('UPDATE sign_in_guard SET failures = ?, until = ?, at = ? WHERE account = ?', [
      failures,
      shut,
      now,
      account,
    ]);
    await sql.run('DELETE FROM sign_in_guard WHERE at < ?', [now - 86_400_000]);
    return 0;
  });
  if (until > now) throw new AppError('locked', 'too many wrong tries', { reason: 'locked', until });
}

const lanes = new Map<string, { lane: Lane; users: number }>();

/** Tries for the same account wait for each other, or several people signing in at once with the right password would shut it. */
async function oneByOne<T>(account: string, work: () => Promise<T>): Promise<T> {
  const entry = lanes.get(account) ?? { lane: createLane(), users: 0 };
  lanes.set(account, entry);
  entry.users += 1;
  try {
    return await entry.lane.run(work);
  } finally {
    entry.users -= 1;
    if (entry.users === 0) lanes.delete(account);
  }
}

/** Names are compared without regard to case; what the database cannot fold must be typed as it is kept. */
async function accountFor(sql: Sql, userName: string): Promise<{ person: User | null; hash: string | null }> {
  const [row] = await sql.all(
    `SELECT u.id, c.hash FROM "user" u JOIN credential c ON c.user_id = u.id
     WHERE LOWER(u."userName") = ? OR u."userName" = ? ORDER BY u.id LIMIT 1`,
    [userName.toLowerCase(), userName],
  );
  const person = row ? await activeUser(sql, String(row['id'])) : null;
  return { person, hash: person ? String(row?.['hash']) : null };
}

async function admit(
  context: Context,
  device: string,
  { person, account, personKey }: { person: User; account: string; personKey: string | undefined },
): Promise<SignedGrant> {
  const { db, clock } = context;
  const issued = clock.now();
  const rights = await db.write(async (sql) => {
    await sql.run('DELETE FROM sign_in_guard WHERE account = ?', [account]);
    await sql.run(
      `INSERT INTO device_person (device, user_id, since, last_sign_in) VALUES (?, ?, ?, ?)
       ON CONFLICT (device, user_id) DO UPDATE SET last_sign_in = excluded.last_sign_in`,
      [device, person.id, issued, issued],
    );
    await sql.run('UPDATE device SET name = name WHERE id = ?', [device]); // locks the desk's chain
    const owner = { device, userId: person.id, now: issued };
    const newKey = personKey !== undefined && (await keepPersonKey(sql, owner, personKey));
    const verbs = ['session.signIn', ...(newKey ? ['session.newKey'] : [])];
    const deeds = verbs.map((verb) => ({ at: issued, actor: person.id, device, verb, uid: null, touches: null }));
    await audit(sql, `device/${device}`, deeds);
    return rightsOf(sql, person);
  });
  return grantFor(context, device, { person, rights, issued });
}

function grantFor(
  { identity }: Context,
  device: string,
  { person, rights, issued }: { person: User; rights: Rights; issued: number },
): SignedGrant {
  const { id: userId, userName, name } = person;
  const grant = { deviceId: device, userId, userName, name, rights: [...rights], issued, expires: issued + GRANT_MS };
  const text = JSON.stringify(offlineGrantSchema.parse(grant));
  return { text, signature: identity.sign(text) };
}

/** How long after a password was last typed at a desk its grant can be renewed there. */
const RENEW_MS = 7 * 86_400_000;

/**
 * A fresh grant, with the rights of now, for somebody at work at a desk. `forbidden` when he is no longer active or never signed in
 * there, `expired` when that is too long ago.
 */
export async function renewGrant(context: Context, device: string, { userId }: RenewGrant): Promise<SignedGrant> {
  const issued = context.clock.now();
  return context.db.read(async (sql) => {
    const [known] = await sql.all('SELECT last_sign_in FROM device_person WHERE device = ? AND user_id = ?', [
      device,
      userId,
    ]);
    const person = known && (await activeUser(sql, userId));
    if (!person) throw new AppError('forbidden', 'not one of the people of this desk', { reason: 'actor' });
    if (Number(known['last_sign_in']) < issued - RENEW_MS)
      throw new AppError('expired', 'the password is to be typed again', { reason: 'signInAgain' });
    return grantFor(context, device, { person, rights: await rightsOf(sql, person), issued });
  });
}

/**
 * A person signs in at a desk: he becomes one of its people, tells the key that his gestures there will be signed with, and gets a
 * grant for work without the line.
 * `unauthenticated` (whoever it was, and for whichever reason), `locked` with `until`.
 */
export async function signIn(context: Context, device: string, asked: SignIn): Promise<SignedGrant> {
  const { userName, password, personKey } = asked;
  if (personKey !== undefined) publicKeyOf(personKey, 'personKey');
  const typed = userName.trim();
  const account = accountOf(typed.toLowerCase());
  return oneByOne(account, async () => {
    await countTry(context, account);
    const { person, hash } = await context.db.read((sql) => accountFor(sql, typed));
    if (!(await passwordMatches(password, hash)) || !person) throw wrong();
    const grant = await admit(context, device, { person, account, personKey });
    context.hub.membership();
    return grant;
  });
}
