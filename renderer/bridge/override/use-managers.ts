import { useCallback } from 'react';
import { may, type Place } from '../../../shared/kernel/permission';
import { useAnswer, type Answer } from '../use-call';
import { useMayDo } from '../use-session';

/** A colleague who can show at this desk who he is. */
export type Manager = Answer<'override.people'>[number];

const nobody: readonly Manager[] = [];

/** Who can let it through here for the person at this desk: `managers('sales.order.cancel', {kind: 'store', id})`; without a place: anywhere at all. */
export function useManagers(): (capability: string, place?: Place) => readonly Manager[] {
  const people = useAnswer('override.people', null).answer ?? nobody;
  return useCallback(
    (capability: string, place?: Place) => people.filter(({ rights }) => may(rights, capability, place)),
    [people],
  );
}

/** Whose right does it here: the person's own, a manager's who can be asked at this desk, or nobody's. */
export function useRightOf(): (capability: string, place?: Place) => 'own' | 'manager' | null {
  const mayDo = useMayDo();
  const managers = useManagers();
  return useCallback(
    (capability: string, place?: Place) => {
      if (mayDo(capability, place)) return 'own';
      return managers(capability, place).length > 0 ? 'manager' : null;
    },
    [mayDo, managers],
  );
}
