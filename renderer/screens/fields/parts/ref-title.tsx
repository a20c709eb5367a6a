import { Link } from 'react-router';
import { domain } from '../../../../shared/domain/domain';
import { useRecord } from '../../../bridge/use-record';
import { recordPath } from '../../address';
import { recordTitle } from '../../text/record-title';
import type { Wording } from '../../text/wording';
import styles from './fields.module.css';

interface RefTitleProps {
  /** Name of the entity that the id belongs to. */
  readonly entity: string;
  readonly id: string;
  readonly wording: Wording;
  /** Leads to the record. */
  readonly linked?: boolean;
}

/** The record that an id stands for, by its title. Titles that are asked for together are read together. */
export function RefTitle({ entity: name, id, wording, linked = false }: RefTitleProps) {
  const entity = domain.entity(name);
  const { record, error } = useRecord(entity, id);
  if (record === undefined && !error) return <span className={styles.waiting} aria-hidden />;
  if (!record) return <span className={styles.none}>{wording.t(error ? 'field.notShown' : 'field.gone')}</span>;
  const inner = entity.fields[entity.title];
  const through = record[entity.title];
  // A stock level is called by its variant: its title is a record of its own.
  const title =
    inner?.kind === 'ref' && inner.options.entity && typeof through === 'string' ? (
      <RefTitle entity={inner.options.entity} id={through} wording={wording} />
    ) : (
      recordTitle(entity, record, wording)
    );
  if (!linked) return <>{title}</>;
  return (
    <Link className={styles.link} to={recordPath(entity, id)}>
      {title}
    </Link>
  );
}
