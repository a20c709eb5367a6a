import { useCallback } from 'react';
import { may, type Place, type Rights } from '../../shared/kernel/permission';
import { useAnswer, type Answer } from './use-call';

export type Session = Answer<'session.get'>;

/** Who sits at this desk; undefined until the core has answered. */
export function useSession(): Session | undefined {
  return useAnswer('session.get', null).answer;
}

const noRights: Rights = [];

/** The rights of the person at this desk; none while nobody is signed in. */
export function useRights(): Rights {
  return useSession()?.rights ?? noRights;
}

/** Decides as the core and the centre do: `mayDo('sales.order.ship', {kind: 'store', id})`; without a place: anywhere at all. */
export function useMayDo(): (capability: string, place?: Place) => boolean {
  const rights = useRights();
  return useCallback((capability: string, place?: Place) => may(rights, capability, place), [rights]);
}

/** May this person do `capability` here? Screens show only what he may. */
export function useMay(capability: string, place?: Place): boolean {
  return useMayDo()(capability, place);
}
