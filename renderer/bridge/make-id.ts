import { newId } from '../../shared/kernel/id';

const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

/** A new identifier for what a person makes just now: a record, or the gesture itself. */
export function makeId(): string {
  return newId(Date.now(), random);
}
