import { Button } from '@mantine/core';
import { useState } from 'react';
import { conflict } from '../../../../shared/domain/administration/conflict';
import { domain } from '../../../../shared/domain/domain';
import type { AnyRecord, Entity, RecordOf } from '../../../../shared/kernel/entity';
import { useMutate } from '../../../bridge/use-mutate';
import { useRecord } from '../../../bridge/use-record';
import { Card } from '../../../kit/page/card';
import { DateText } from '../../../kit/show/date-text';
import { StateChip } from '../../../kit/show/state-chip';
import { fieldOf } from '../../../screens/fields/field-kinds';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording, type Wording } from '../../../screens/text/wording';
import { useEntityActions } from '../../../screens/use-entity-actions';
import { sidesOf, type Side } from './sides';
import styles from './conflict.module.css';

type Conflict = RecordOf<typeof conflict>;

interface ConflictCardProps {
  readonly conflict: Conflict;
  /** On the record's own page its name is known. */
  readonly onRecord?: boolean;
}

/** Two people changed the same: both values, both people, both times, and one press settles which of them stands. */
export function ConflictCard({ conflict: row, onRecord = false }: ConflictCardProps) {
  const entity = domain.entities.find(({ name }) => name === row.entity);
  const { record } = useRecord(entity ?? conflict, entity && row.recordId);
  if (!entity || record === undefined) return null;
  return <Present {...{ row, entity, record, onRecord }} />;
}

interface PresentProps {
  readonly row: Conflict;
  readonly entity: Entity;
  /** null: it is gone. */
  readonly record: AnyRecord | null;
  readonly onRecord: boolean;
}

function Present({ row, entity, record, onRecord }: PresentProps) {
  const wording = useWording();
  const { t } = wording;
  const { mayUpdate } = useEntityActions(entity);
  const settle = useSettle(row, record);
  const field = row.field in entity.fields ? wording.field(entity, row.field) : row.field;
  const name = onRecord ? null : <RefTitle entity={entity.name} id={row.recordId} wording={wording} linked />;
  const done = record === null && (
    <Button variant="default" size="xs" loading={settle.busy} onClick={() => void settle.keep('neither')}>
      {t('common.done')}
    </Button>
  );
  return (
    <Card
      title={
        <>
          {name}
          {name && ' · '}
          {field}
        </>
      }
      {...(record === null ? { detail: t('conflict.recordGone') } : {})}
      {...(onRecord
        ? { detail: t('conflict.happened'), chips: <StateChip tone="amber" word={t('conflict.chip')} /> }
        : {})}
      actions={done}
    >
      <div className={styles.sides}>
        {sidesOf(row, record).map((side) => (
          <SideBox
            key={side.keep}
            {...{ side, entity, record, wording, settle }}
            field={row.field}
            mayChoose={record !== null && mayUpdate(record)}
          />
        ))}
      </div>
      {settle.error && <ProblemNote error={settle.error} />}
    </Card>
  );
}

interface SideBoxProps {
  readonly side: Side;
  readonly entity: Entity;
  readonly field: string;
  readonly record: AnyRecord | null;
  /** Who may not edit the record sees what happened, and no buttons. */
  readonly mayChoose: boolean;
  readonly settle: ReturnType<typeof useSettle>;
  readonly wording: Wording;
}

function SideBox({ side, entity, field, record, mayChoose, settle, wording }: SideBoxProps) {
  const { t, locale } = wording;
  const { keep, value, by, at, stands } = side;
  const unknown = t(keep === 'neither' ? 'conflict.since' : 'conflict.somebody');
  return (
    <section className={styles.side} data-stands={stands || undefined} aria-label={t(`conflict.sides.${keep}`)}>
      <div className={styles.who}>
        <span className={styles.person}>{by ? <RefTitle entity="user" id={by} wording={wording} /> : unknown}</span>
        {at !== null && <DateText at={at} locale={locale} />}
      </div>
      <div className={styles.value}>
        <Value {...{ entity, field, record, value, wording }} />
      </div>
      <div className={styles.choice}>
        {mayChoose && (
          <Button
            variant="default"
            size="xs"
            loading={settle.choice === keep && settle.busy}
            disabled={settle.busy}
            onClick={() => void settle.keep(keep)}
          >
            {t(stands ? 'conflict.keep' : 'conflict.take')}
          </Button>
        )}
        {stands && <span className={styles.note}>{t('conflict.stands')}</span>}
      </div>
    </section>
  );
}

interface ValueProps extends Pick<SideBoxProps, 'entity' | 'field' | 'record' | 'wording'> {
  readonly value: unknown;
}

function Value({ entity, field: name, record, value, wording }: ValueProps) {
  // A field that a newer version has done away with.
  if (!(name in entity.fields)) return <>{JSON.stringify(value)}</>;
  const { field, parts } = fieldOf(entity, name);
  return <parts.Cell {...{ entity, name, field, wording, value }} record={record ?? {}} full />;
}

/** Settles it: once, however often a button is pressed. */
function useSettle(row: Conflict, record: AnyRecord | null) {
  const { t } = useWording();
  const mutate = useMutate();
  const uidFor = useGesture();
  const notice = useNotice();
  const { run, busy, error } = useSave();
  const [choice, setChoice] = useState<Side['keep']>();
  const keep = async (chosen: Side['keep']) => {
    setChoice(chosen);
    const args = { id: row.recordId, conflictId: row.id, keep: chosen, seen: record?.[row.field] ?? null };
    if (await run(() => mutate(`${row.entity}.settle`, args, { uid: uidFor(args) })))
      notice.done(t('conflict.settled'));
  };
  return { keep, choice, busy, error };
}
