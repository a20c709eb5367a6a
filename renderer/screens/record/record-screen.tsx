import { Button } from '@mantine/core';
import { IconFileOff, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { domain } from '../../../shared/domain/domain';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { useRecord } from '../../bridge/use-record';
import { useMayDo } from '../../bridge/use-session';
import { EmptyState } from '../../kit/page/empty-state';
import { RecordHead } from '../../kit/page/record-head';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { StateChip } from '../../kit/show/state-chip';
import type { RecordScreenProps } from '../area';
import { stateTone } from '../state-tones';
import { ProblemNote } from '../text/problem-note';
import { recordReference, recordTitle } from '../text/record-title';
import { useWording, type Wording } from '../text/wording';
import { useEntityActions } from '../use-entity-actions';
import { AuditLink } from './audit-link';
import { OnRecord } from './on-record';
import { PartsSection } from './parts-section';
import { RecordFacts } from './record-facts';
import { RemoveButton } from './remove-button';
import { useEditing } from './use-editing';
import styles from './record.module.css';

/** A record of any entity: what it is called, its fields by section, its parts; edited in place by whoever may. */
export function RecordScreen({ entity, id, onClose, children }: RecordScreenProps & { readonly children?: ReactNode }) {
  const wording = useWording();
  const { t } = wording;
  const { record, pending, error } = useRecord(entity, id);
  if (error) return <div className={styles.scroll}><ProblemNote error={error} /></div>; // prettier-ignore
  if (record === undefined) return <div className={styles.scroll}><SkeletonRows rows={8} columns={2} label={t('list.loading')} /></div>; // prettier-ignore
  if (record === null) return <Gone entity={entity} onClose={onClose} />;
  return <Present key={id} {...{ entity, record, pending, onClose, wording, children }} />;
}

interface PresentProps {
  readonly entity: Entity;
  readonly record: AnyRecord;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly wording: Wording;
  /** What an area shows below the parts. */
  readonly children: ReactNode;
}

function Present({ entity, record, pending, onClose, wording, children }: PresentProps) {
  const { t } = wording;
  const mayDo = useMayDo();
  const { mayRemove } = useEntityActions(entity);
  const { mayEdit, edit, form } = useEditing(entity, record);
  if (form) return form;

  const parts = domain.entities.filter(
    (part) => part.partOf && part.fields[part.partOf]?.options.entity === entity.name && mayDo(part.capabilities.read),
  );
  const reference = recordReference(entity, record);
  const actions = (
    <>
      <AuditLink entity={entity} id={record.id} />
      {mayRemove(record) && <RemoveButton {...{ entity, record }} onRemoved={onClose} />}
      {mayEdit && (
        <Button variant="default" leftSection={<IconPencil size={16} stroke={1.5} />} onClick={edit}>
          {t('record.edit')}
        </Button>
      )}
    </>
  );
  return (
    <article className={styles.page}>
      <RecordHead
        title={recordTitle(entity, record, wording)}
        {...(reference ? { reference } : {})}
        chips={<StateChips {...{ entity, record, wording }} />}
        actions={actions}
        {...(pending ? { pending: t('pending.record') } : {})}
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          <OnRecord entity={entity} id={record.id} />
          <RecordFacts {...{ entity, record, wording }} />
          {parts.map((part) => (
            <PartsSection key={part.name} part={part} by={part.partOf ?? ''} wholeId={record.id} />
          ))}
          {children}
        </div>
      </div>
    </article>
  );
}

function StateChips({ entity, record, wording }: Pick<PresentProps, 'entity' | 'record' | 'wording'>) {
  return Object.keys(entity.fields).map((name) => {
    const value = record[name];
    const tone = typeof value === 'string' ? stateTone(entity.name, name, value) : undefined;
    return tone && <StateChip key={name} tone={tone} word={wording.choice(entity, name, String(value))} />;
  });
}

/** The address leads to nothing: removed meanwhile, or not here yet. */
export function Gone({ entity, onClose }: { readonly entity: Entity; readonly onClose: () => void }) {
  const { t, ...wording } = useWording();
  const back = (
    <Button variant="default" onClick={onClose}>
      {t('record.backToList')}
    </Button>
  );
  return (
    <EmptyState
      icon={IconFileOff}
      title={t('record.gone', { one: wording.one(entity) })}
      advice={t('record.goneAdvice')}
      action={back}
    />
  );
}
