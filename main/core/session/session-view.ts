import type { Person, Session } from '../../../shared/protocol/ipc';
import type { OfflineGrant } from '../../../shared/protocol/sync';
import type { DeskRecord } from './desk-record';

/** What there is to tell of a session. */
export interface Told {
  readonly desk: DeskRecord | null;
  /** A centre that was met before this machine belongs to it. */
  readonly met: Session['centre'];
  readonly grant: OfflineGrant | null;
  /** Whose session is locked. */
  readonly away: Person | null;
  readonly known: readonly Person[];
  readonly pins: readonly string[];
  readonly out: Session['outOfService'];
}

const personOf = ({ userId, userName, name }: Person): Person => ({ userId, userName, name });

function stateOf({ desk, grant, away }: Told): Session['state'] {
  if (desk === null) return 'unregistered';
  if (grant) return 'signedIn';
  return away ? 'locked' : 'signedOut';
}

/** The session as windows see it: no keys, no grants. */
export function sessionView(told: Told): Session {
  const { desk, met, grant, away, known, pins, out } = told;
  return {
    state: stateOf(told),
    centre: desk ? { name: desk.centreName, url: desk.url } : met,
    deskNumber: desk?.deskNumber ?? null,
    deskId: desk?.deviceId ?? null,
    person: grant ? personOf(grant) : away,
    rights: grant?.rights ?? [],
    known: known.map(personOf),
    pins: [...pins],
    outOfService: out,
    demo: desk?.demo ?? null,
  };
}
