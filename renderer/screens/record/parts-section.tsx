import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../../shared/kernel/entity';
import { useRecords } from '../../bridge/use-records';
import { Section } from '../../kit/page/section';
import { formatScaled } from '../../kit/show/format-number';
import { PlainTable } from '../../kit/show/plain-table';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { createPath, recordPath } from '../address';
import { listColumns } from '../list/list-columns';
import { ProblemNote } from '../text/problem-note';
import { recordTitle } from '../text/record-title';
import { useWording } from '../text/wording';
import { useEntityActions } from '../use-entity-actions';
import styles from './record.module.css';

interface PartsSectionProps {
  /** What the parts are: an entity with `partOf`, or any with a ref to the whole. */
  readonly part: Entity;
  /** The field that names the whole. */
  readonly by: string;
  readonly wholeId: string;
  readonly columns?: readonly string[];
  /** 50 unless told; at most 500. */
  readonly limit?: number;
}

/** The parts of a record, such as a customer's addresses, as a short list on its page. */
export function PartsSection({ part, by, wholeId, columns, limit = 50 }: PartsSectionProps) {
  const wording = useWording();
  const { t, locale } = wording;
  const navigate = useNavigate();
  const { mayCreate } = useEntityActions(part);
  const parts = useRecords(part, { where: [{ field: by, op: 'eq', value: wholeId }], sort: [part.list.sort], limit });
  const names = (columns ?? part.list.columns).filter((name) => name !== by);
  const many = wording.many(part);
  const pictured = part.fields[names[0] ?? '']?.kind === 'image';
  const add = mayCreate && (
    <Button
      variant="subtle"
      size="xs"
      leftSection={<IconPlus size={14} stroke={1.75} />}
      onClick={() => void navigate(createPath(part, { [by]: wholeId }))}
    >
      {t('record.addPart', { one: wording.one(part) })}
    </Button>
  );
  const note = parts.count.value > 0 ? formatScaled(parts.count.value, 0, { locale }) : undefined;
  return (
    <Section title={many} note={note} actions={add} flush>
      {parts.loading && <SkeletonRows rows={3} columns={names.length} label={t('list.loading')} />}
      {parts.error && <ProblemNote error={parts.error} />}
      {!parts.loading && !parts.error && parts.rows.length === 0 && (
        <p className={styles.quiet}>{t('record.noParts', { many })}</p>
      )}
      {parts.rows.length > 0 && (
        <PlainTable
          label={many}
          columns={listColumns(part, names, wording)}
          rows={parts.rows}
          rowKey={(row) => row.id}
          link={{
            href: (row) => `#${recordPath(part, row.id)}`,
            label: pictured ? (row) => recordTitle(part, row, wording) : undefined,
            onFollow: (row) => void navigate(recordPath(part, row.id)),
          }}
          pendingOf={(row) => (parts.pending.includes(row.id) ? t('pending.record') : undefined)}
        />
      )}
    </Section>
  );
}
