/**
 * The protocol's number. It rises when a message changes; a test ties it to a hash of all schemas.
 *
 * 1  register, sign in, push, pull, snapshot as NDJSON, events
 * 2  a grant can be renewed while the line is up
 * 3  gestures are signed by who made them; clients retire; sums of scopes; snapshots as files; limits, the centre's time, pokes that are spread;
 *    a gesture may carry an override; desks tell which tables they have, and read rows again after an upgrade;
 *    the audit log can be read
 */
export const PROTOCOL = 3;
