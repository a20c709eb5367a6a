/**
 * The protocol's number. It rises when a message changes; a test ties it to a hash of all schemas.
 *
 * 1  register, sign in, push, pull, snapshot as NDJSON, events
 */
export const PROTOCOL = 1;
