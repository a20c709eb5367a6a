import { domain } from '../../../shared/domain/domain';
import { defineEntity } from '../../../shared/kernel/entity';
import { choice, date, ref } from '../../../shared/kernel/field';
import type { AuditQuery } from './use-audit';
import { fieldOf } from '../../screens/fields/field-kinds';
import type { ListState } from '../../screens/list/list-state';
import { verbWords } from '../../screens/text/verb-words';
import type { Wording } from '../../screens/text/wording';

/** What the centre itself writes down, beside the verbs of the domain. */
const ofCentre = [
  'session.signIn',
  'session.newKey',
  'device.register',
  'client.retire',
  'centre.newEpoch',
  'centre.restore',
] as const;
const verbs = [...ofCentre, ...new Set(domain.mutations.map(({ name }) => name))] as const;

/**
 * An entry of the audit log as a list's filters know it. It is no noun of the domain: nothing of it lies at a desk, and its address is that
 * of the page.
 */
export const auditNoun = defineEntity({
  name: 'audit',
  area: 'administration',
  fields: { actor: ref('user'), verb: choice(verbs), at: date() },
  scope: { shared: 'none' },
  title: 'verb',
  list: { columns: ['at'], sort: { field: 'at', dir: 'desc' }, filters: ['actor', 'verb', 'at'] },
  words: {
    en: { one: 'Entry', many: 'Audit log', fields: { actor: 'Person', verb: 'What', at: 'When' } },
    de: { one: 'Eintrag', many: 'Prüfprotokoll', fields: { actor: 'Person', verb: 'Was', at: 'Wann' } },
  },
});

/** The noun with its verbs in the order of the person's alphabet, and the wording that has the shop's words for them. */
export function auditWords(wording: Wording) {
  const sorted = [...verbs].sort((a, b) => verbWords(a, wording).localeCompare(verbWords(b, wording), wording.locale));
  const { verb, ...others } = auditNoun.fields;
  const noun = { ...auditNoun, fields: { ...others, verb: { ...verb, options: { choices: sorted } } } };
  return { noun, wording: { ...wording, choice: (_: unknown, __: string, name: string) => verbWords(name, wording) } };
}

/** A record whose entries are asked for. */
export type About = NonNullable<AuditQuery['about']>;

/** The record that an address asks about: `?entity=order&id=…`. */
export function aboutOf(params: URLSearchParams): About | null {
  const [name, id] = [params.get('entity'), params.get('id')];
  return id && domain.entities.some((entity) => entity.name === name) ? { entity: name ?? '', id } : null;
}

const listed = (value: string | undefined) => (value ?? '').split(',').filter(Boolean);

/** What the filters of the page ask of the centre. */
export function auditQueryOf(about: About | null, { filters }: Pick<ListState, 'filters'>): AuditQuery {
  const span = filters['at'] ? fieldOf(auditNoun, 'at').parts.conditions('at', filters['at']) : [];
  const end = (op: 'gte' | 'lte') => {
    const value = span.find((condition) => condition.op === op)?.value;
    return typeof value === 'number' ? value : null;
  };
  return {
    about,
    persons: listed(filters['actor']),
    verbs: listed(filters['verb']),
    from: end('gte'),
    to: end('lte'),
    after: null,
    limit: 50,
    check: false,
  };
}
