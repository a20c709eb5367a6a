import { domain } from '../../../shared/domain/domain';
import type { Wording } from './wording';

/** What was done, for people: `verbs.<entity>.<verb>` of the locales, else what can be done with any noun, such as "Brand created". */
export function verbWords(name: string, { t, one }: Pick<Wording, 't' | 'one'>): string {
  const [noun, verb] = name.split('.');
  const special = t(`verbs.${name}`, { defaultValue: '' });
  const entity = domain.entities.find((known) => known.name === noun);
  if (special || !entity) return special || name;
  return t(`verbs.any.${verb}`, { noun: one(entity), defaultValue: name });
}
