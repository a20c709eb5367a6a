import { RefTitle } from '../../screens/fields/parts/ref-title';
import type { Wording } from '../../screens/text/wording';
import type { AuditEntry } from './use-audit';

interface EntryWhoProps {
  readonly entry: Pick<AuditEntry, 'actor' | 'device' | 'override'>;
  readonly wording: Wording;
  readonly linked?: boolean;
}

/** Who did it: a person, maybe for a colleague, a desk at which nobody was signed in, or the centre. */
export function EntryWho({ entry: { actor, device, override }, wording, linked = false }: EntryWhoProps) {
  const person = (id: string) => <RefTitle entity="user" id={id} wording={wording} linked={linked} />;
  if (actor && override)
    return (
      <>
        {person(actor)} {wording.t('audit.for')} {person(override.for)}
      </>
    );
  if (actor) return person(actor);
  return <>{wording.t(device ? 'audit.deskItself' : 'audit.centreItself')}</>;
}
