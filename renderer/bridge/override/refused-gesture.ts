import { createContext, useContext } from 'react';
import type { PlainError } from '../../../shared/kernel/errors';
import type { Place } from '../../../shared/kernel/permission';

/** A gesture that was refused for want of a right. */
export interface RefusedGesture {
  readonly uid: string;
  readonly name: string;
  readonly args: unknown;
  readonly deps: readonly string[];
  /** Where the right is missing; undefined where it is missing everywhere. */
  readonly place: Place | undefined;
}

/** The way from a refused gesture to a manager who lets it through; the window gives it to everything inside. */
export interface ManagerDesk {
  /** Resolves to whether it went through; false when there is nobody to ask, or he thought better of it. Rejects with what the gesture itself was refused with. */
  readonly ask: (gesture: RefusedGesture) => Promise<boolean>;
  /** A manager is being asked: what lies beneath leaves the keyboard to him. */
  readonly asking: boolean;
}

export const ManagerDeskContext = createContext<ManagerDesk | null>(null);

export const useManagerDesk = (): ManagerDesk | null => useContext(ManagerDeskContext);

/** Was it refused because this person may not: at all, or not there? What a verb says about who may settle what is no such thing. */
export function missesRight({ code, details }: PlainError): boolean {
  return code === 'forbidden' && (details.reason === 'capability' || details.reason === 'place');
}

/** The place that the core names with the refusal. */
export function placeMissed({ details: { place } }: PlainError): Place | undefined {
  if (typeof place !== 'object' || place === null || Array.isArray(place)) return undefined;
  const { kind, id } = place;
  return (kind === 'store' || kind === 'warehouse') && typeof id === 'string' ? { kind, id } : undefined;
}
