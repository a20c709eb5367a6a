import { domain } from '../../../shared/domain/domain';
import { useRecord } from '../../bridge/use-record';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import { recordReference, recordTitle } from '../../screens/text/record-title';
import type { Wording } from '../../screens/text/wording';
import type { AuditEntry } from './use-audit';

export type Touched = AuditEntry['touched'][number];

/** What an entry is about: the row of the verb's own noun, the whole that a touched row is a part of (a comment's order), or the first row. */
export function mainOf({ verb, touched }: Pick<AuditEntry, 'verb' | 'touched'>): Touched | undefined {
  const [noun = ''] = verb.split('.');
  const own = touched.find(({ entity }) => entity === noun);
  return own ?? touched.map((row) => wholeOf(row, noun)).find((whole) => whole !== null) ?? touched[0];
}

/** The record of this noun that a row is a part of, known by its id only. */
function wholeOf({ entity, before, after }: Touched, noun: string): Touched | null {
  const { partOf, fields } = domain.entity(entity);
  const id = partOf && (after ?? before)?.[partOf];
  const isPart = partOf !== undefined && fields[partOf]?.options.entity === noun;
  return isPart && typeof id === 'string' ? { entity: noun, id, before: null, after: null } : null;
}

interface TouchedTitleProps {
  readonly row: Touched;
  readonly wording: Wording;
  readonly linked?: boolean;
}

/** What a touched row is called: as it stands here, else as the log has it. */
export function TouchedTitle({ row, wording, linked = false }: TouchedTitleProps) {
  const entity = domain.entity(row.entity);
  const { record } = useRecord(entity, row.id);
  if (record) return <RefTitle entity={row.entity} id={row.id} wording={wording} linked={linked} />;
  const kept = row.after ?? row.before ?? {};
  const title = recordTitle(entity, kept, wording);
  return <>{title === wording.one(entity) ? (recordReference(entity, kept) ?? title) : title}</>;
}
