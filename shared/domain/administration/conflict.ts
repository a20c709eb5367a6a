import { defineEntity } from '../../kernel/entity';
import { choice, date, optional, ref, text } from '../../kernel/field';

/** A value as JSON; the longest field of any noun fits, however much of it must be escaped. */
const value = () => text({ max: 1_000_000, multiline: true });

/** What a person chose of a conflict: one of the two values, or neither, when a third one stands by now. */
export const conflictChoices = ['earlier', 'later', 'neither'] as const;

/**
 * Two people changed the same field of the same record. The later value stands, the earlier is kept here until somebody settles it.
 * Its id is `<uid of the later edit>.<field>`. Who made the earlier value is filled in by the centre; a desk does not know.
 */
export const conflict = defineEntity({
  name: 'conflict',
  area: 'administration',
  fields: {
    entity: text({ max: 60 }),
    recordId: text({ max: 100 }),
    field: text({ max: 60 }),
    earlier: value(),
    earlierBy: optional(ref('user')),
    earlierAt: optional(date()),
    later: value(),
    laterBy: ref('user'),
    laterAt: date(),
    state: choice(['open', 'settled']),
    settledBy: optional(ref('user')),
    settledAt: optional(date()),
    chosen: optional(choice(conflictChoices)),
  },
  scope: { shared: 'conflicts' },
  title: 'field',
  list: {
    columns: ['laterAt', 'field', 'earlierBy', 'laterBy', 'state', 'chosen', 'settledBy'],
    sort: { field: 'laterAt', dir: 'desc' },
    filters: ['state'],
  },
  indexes: [['entity', 'recordId']],
  words: {
    en: {
      one: 'Conflict',
      many: 'Conflicts',
      choices: {
        state: { open: 'Open', settled: 'Settled' },
        chosen: { earlier: 'The earlier', later: 'The later', neither: 'Neither' },
      },
    },
    de: {
      one: 'Konflikt',
      many: 'Konflikte',
      fields: {
        entity: 'Art',
        recordId: 'Datensatz',
        field: 'Feld',
        earlier: 'Früherer Wert',
        earlierBy: 'Früher von',
        earlierAt: 'Früher am',
        later: 'Späterer Wert',
        laterBy: 'Später von',
        laterAt: 'Später am',
        state: 'Status',
        settledBy: 'Entschieden von',
        settledAt: 'Entschieden am',
        chosen: 'Gewählt',
      },
      choices: {
        state: { open: 'Offen', settled: 'Entschieden' },
        chosen: { earlier: 'Der frühere', later: 'Der spätere', neither: 'Keiner' },
      },
    },
  },
});
