import { Link } from 'react-router';
import { useRecord } from '../../../bridge/use-record';
import { recordPath } from '../../../screens/address';
import { recordReference, recordTitle } from '../../../screens/text/record-title';
import { useWording } from '../../../screens/text/wording';
import { subjectOf, type Args } from './ledger-subject';
import styles from '../sync.module.css';

interface SubjectTitleProps {
  readonly verb: string;
  readonly args: Args;
  readonly linked?: boolean;
}

/** What a gesture is about, by its name: as it stands, or, where it never came to be, as it was typed. */
export function SubjectTitle({ verb, args, linked = false }: SubjectTitleProps) {
  const wording = useWording();
  const subject = subjectOf(verb, args);
  if (!subject) return null;
  return <Title {...{ wording, args, linked }} subject={subject} />;
}

interface TitleProps {
  readonly subject: NonNullable<ReturnType<typeof subjectOf>>;
  readonly args: Args;
  readonly linked: boolean;
  readonly wording: ReturnType<typeof useWording>;
}

function Title({ subject: { entity, id }, args, linked, wording }: TitleProps) {
  const { record } = useRecord(entity, id);
  const row = record ?? args;
  const reference = recordReference(entity, row);
  const title = recordTitle(entity, row, wording);
  const words = reference && reference !== title ? `${title} · ${reference}` : title;
  if (!linked || !record) return <>{words}</>;
  return (
    <Link to={recordPath(entity, id)} className={styles.link}>
      {words}
    </Link>
  );
}
