import { domain } from '../../shared/domain/domain';
import type { Entity } from '../../shared/kernel/entity';
import { placeOf } from '../../shared/kernel/permission';
import { useMayDo } from '../bridge/use-session';
import { useAreas } from './areas-context';

const verbs = domain.verbs();

/** What a person may do with records of an entity: where there is a verb for it, and he has the right. */
export function useEntityActions(entity: Entity) {
  const mayDo = useMayDo();
  const areas = useAreas();
  const create = areas.screensOf(entity.name)?.create;
  const has = (verb: string) => `${entity.name}.${verb}` in verbs;
  const { capabilities } = entity;
  return {
    mayRead: mayDo(capabilities.read),
    mayCreate: create ? mayDo(create.capability) : has('create') && mayDo(capabilities.create),
    mayUpdate: (record: Readonly<Record<string, unknown>>) =>
      has('update') && mayDo(capabilities.update, placeOf(entity, record)),
    mayRemove: (record: Readonly<Record<string, unknown>>) =>
      has('remove') && mayDo(capabilities.remove, placeOf(entity, record)),
  };
}
