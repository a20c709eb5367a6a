import { useEffect } from 'react';
import { useCall } from '../../bridge/use-call';

/** The core hears of a person's touch at most so often, in milliseconds. */
const SELDOM = 1000;
const touches = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

/** Tells the core that somebody is at work in this window, so that it knows when nobody is. */
export function useTouch(): void {
  const call = useCall();
  useEffect(() => {
    let last = -Infinity;
    const touch = () => {
      const now = performance.now();
      if (now - last < SELDOM) return;
      last = now;
      // A core that is just starting again hears of the next one.
      void call('session.touch', null).catch(() => undefined);
    };
    touch();
    for (const name of touches) window.addEventListener(name, touch, { capture: true, passive: true });
    return () => {
      for (const name of touches) window.removeEventListener(name, touch, { capture: true });
    };
  }, [call]);
}
