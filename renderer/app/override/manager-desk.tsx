import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { domain } from '../../../shared/domain/domain';
import { ManagerDeskContext, type RefusedGesture } from '../../bridge/override/refused-gesture';
import { useManagers } from '../../bridge/override/use-managers';
import { ManagerDialog } from './manager-dialog';

interface Asked {
  readonly gesture: RefusedGesture;
  readonly settle: (through: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/** Where a person may not and a manager can be asked, the question is put here, whatever the verb and the screen: one place for all gestures. */
export function ManagerDesk({ children }: { readonly children: ReactNode }) {
  const managers = useManagers();
  const [asked, setAsked] = useState<Asked>();
  const now = useRef({ managers, asked });
  now.current = { managers, asked };
  const ask = useCallback((gesture: RefusedGesture) => {
    const { capability } = domain.mutation(gesture.name);
    const nobody = now.current.managers(capability, gesture.place).length === 0;
    // One question at a time: a second gesture meanwhile is simply refused.
    if (nobody || now.current.asked) return Promise.resolve(false);
    return new Promise<boolean>((settle, fail) => setAsked({ gesture, settle, fail })).finally(() =>
      setAsked(undefined),
    );
  }, []);
  const { pathname } = useLocation();
  // What was asked about is no longer on the screen.
  useEffect(() => () => now.current.asked?.settle(false), [pathname]);
  const asking = asked !== undefined;
  const desk = useMemo(() => ({ ask, asking }), [ask, asking]);
  return (
    <ManagerDeskContext value={desk}>
      {children}
      {asked && (
        <ManagerDialog
          gesture={asked.gesture}
          managers={managers(domain.mutation(asked.gesture.name).capability, asked.gesture.place)}
          onThrough={() => asked.settle(true)}
          onLeave={() => asked.settle(false)}
          onFail={asked.fail}
        />
      )}
    </ManagerDeskContext>
  );
}
