import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import type { Bridge } from '../../shared/protocol/bridge';
import type { BridgeExtra } from './api';
import { createBackroomStore } from './store';

const DeskContext = createContext<BridgeExtra | null>(null);

/** Gives everything inside the core's bridge and the store that reads through it. */
export function BackroomProvider({ bridge, children }: { readonly bridge: Bridge; readonly children: ReactNode }) {
  const made = useMemo(() => createBackroomStore(bridge), [bridge]);
  useEffect(() => made.listen(), [made]);
  return (
    <DeskContext value={made.extra}>
      <Provider store={made.store}>{children}</Provider>
    </DeskContext>
  );
}

/** The bridge itself, and the records read through it. Screens use the other hooks of this room. */
export function useDesk(): BridgeExtra {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of BackroomProvider');
  return desk;
}
