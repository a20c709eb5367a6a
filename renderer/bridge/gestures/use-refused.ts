import type { Entity } from '../../../shared/kernel/entity';
import { useAnswer, useCall, type Answer } from '../use-call';

type Entry = NonNullable<Answer<'sync.entry'>>;

interface Refused {
  /** The gesture while it is refused and not dealt with; null where there is none. */
  readonly entry: Entry | null;
  /** It is still being looked up. */
  readonly loading: boolean;
  /** Another gesture has been done in its place. */
  readonly repaired: () => Promise<unknown>;
}

/** The refused gesture of that verb that a form is opened to mend. `uid` null: none, the form begins empty. */
export function useRefused(verb: string, uid: string | null): Refused {
  const call = useCall();
  const { answer, loading, error } = useAnswer('sync.entry', uid === null ? undefined : { uid });
  // The answer before is kept when something else is asked, or nothing.
  const isIt = answer?.uid === uid && answer?.state === 'parked' && answer.name === verb;
  const entry = isIt ? answer : null;
  return {
    entry,
    loading: uid !== null && loading && answer === undefined && !error,
    repaired: async () => (entry ? call('sync.dismiss', { uid: entry.uid, repaired: true }) : null),
  };
}

type Values = Readonly<Record<string, unknown>>;

const asValues = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {}); // checked just before

const fieldsOf = (entity: Entity, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in entity.fields));

/** What was typed into the form of a new record that was refused, whether or not it fits the form of today. */
export const refusedRecord = (entity: Entity, { args }: Entry): Values => fieldsOf(entity, asValues(args));

/** What was typed into a record's form when the edit was refused; null when it was an edit of another record. */
export function refusedChanges(entity: Entity, id: string, { args }: Entry): Values | null {
  const { id: edited, changes } = asValues(args);
  if (edited !== id) return null;
  const typed = Object.entries(asValues(changes)).map(([name, change]) => [name, asValues(change)['to']]);
  return fieldsOf(entity, Object.fromEntries(typed) as Values); // built from pairs of name and value
}
