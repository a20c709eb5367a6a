import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { domain } from '../../shared/domain/domain';
import { bridgeApi } from './api';
import { useDesk } from './backroom-provider';
import { tagTypes } from './tags';

/** Reads everything that is on the screen again: after a gap in which changes may have gone unheard. */
export function useRefreshAll(): () => void {
  const dispatch = useDispatch();
  const { records } = useDesk();
  return useCallback(() => {
    for (const { name } of domain.entities) records.refresh(name, null);
    dispatch(bridgeApi.util.invalidateTags([...tagTypes]));
  }, [dispatch, records]);
}

/** Forgets everything that was read: another person sits here now, with other rights. */
export function useForgetAll(): () => void {
  const dispatch = useDispatch();
  const { records } = useDesk();
  return useCallback(() => {
    records.clear();
    dispatch(bridgeApi.util.resetApiState());
  }, [dispatch, records]);
}
