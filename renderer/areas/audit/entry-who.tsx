import { RefTitle } from '../../screens/fields/parts/ref-title';
import type { Wording } from '../../screens/text/wording';
import type { AuditEntry } from './use-audit';

interface EntryWhoProps {
  readonly entry: Pick<AuditEntry, 'actor' | 'device'>;
  readonly wording: Wording;
  readonly linked?: boolean;
}

/** Who did it: a person, a desk at which nobody was signed in, or the centre. */
export function EntryWho({ entry: { actor, device }, wording, linked = false }: EntryWhoProps) {
  if (actor) return <RefTitle entity="user" id={actor} wording={wording} linked={linked} />;
  return <>{wording.t(device ? 'audit.deskItself' : 'audit.centreItself')}</>;
}
