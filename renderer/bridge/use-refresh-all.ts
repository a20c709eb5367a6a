import { useCallback } from 'react';
import { useDispatch } from 'react-redux';
import { bridgeApi } from './api';
import { tagTypes } from './tags';

/** Reads everything that is on the screen again: after a gap in which changes may have gone unheard. */
export function useRefreshAll(): () => void {
  const dispatch = useDispatch();
  return useCallback(() => void dispatch(bridgeApi.util.invalidateTags([...tagTypes])), [dispatch]);
}

/** Forgets everything that was read: another person sits here now, with other rights. */
export function useForgetAll(): () => void {
  const dispatch = useDispatch();
  return useCallback(() => void dispatch(bridgeApi.util.resetApiState()), [dispatch]);
}
