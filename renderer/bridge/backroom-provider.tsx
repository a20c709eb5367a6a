import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { Provider } from 'react-redux';
import type { Bridge } from '../../shared/protocol/bridge';
import { createBackroomStore } from './store';

const BridgeContext = createContext<Bridge | null>(null);

/** Gives everything inside the core's bridge and the store that reads through it. */
export function BackroomProvider({ bridge, children }: { readonly bridge: Bridge; readonly children: ReactNode }) {
  const made = useMemo(() => createBackroomStore(bridge), [bridge]);
  useEffect(() => made.listen(), [made]);
  return (
    <BridgeContext value={bridge}>
      <Provider store={made.store}>{children}</Provider>
    </BridgeContext>
  );
}

/** The bridge itself. Screens use the other hooks of this room. */
export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new Error('useBridge outside of BackroomProvider');
  return bridge;
}
