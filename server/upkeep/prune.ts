import type { Sql } from '../../shared/store/sql';

const DAY_MS = 86_400_000;
/** Refusals, with what was asked, are kept so long: longer than any desk may stay away. */
const KEPT_MS = 90 * DAY_MS;
/** The names of gestures outlive the archives of all desks: by them a desk asks what was lost, and what is forgotten looks lost. */
const NAMES_MS = KEPT_MS + 10 * DAY_MS;
/** An upload that broke off may be gone on with for so long; then it begins anew. */
const UPLOAD_MS = 7 * DAY_MS;

/** Forgets what nobody can ask for any more. `now`: UTC ms. */
export async function prune(sql: Sql, now: number): Promise<void> {
  await sql.run('DELETE FROM sync_result WHERE at < ?', [now - KEPT_MS]);
  await sql.run('DELETE FROM sync_uid WHERE at < ?', [now - NAMES_MS]);
  await sql.run('DELETE FROM blob_part WHERE at < ?', [now - UPLOAD_MS]);
  await sql.run('DELETE FROM sign_in_guard WHERE at < ?', [now - DAY_MS]);
  await sql.run('DELETE FROM registration_code WHERE reusable = 0 AND expires < ?', [now - KEPT_MS]);
}
