import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../../shared/kernel/entity';
import { useRecords } from '../../bridge/use-records';
import { Section } from '../../kit/page/section';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { createPath, recordPath } from '../address';
import { fieldOf } from '../fields/field-kinds';
import { ProblemNote } from '../text/problem-note';
import { useWording } from '../text/wording';
import { useEntityActions } from '../use-entity-actions';
import { formatScaled } from '../../kit/show/format-number';
import styles from './record.module.css';

interface PartsSectionProps {
  /** What the parts are: an entity with `partOf`, or any with a ref to the whole. */
  readonly part: Entity;
  /** The field that names the whole. */
  readonly by: string;
  readonly wholeId: string;
  readonly columns?: readonly string[];
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
    <Section title={wording.many(part)} note={note} actions={add} flush>
      {parts.loading && <SkeletonRows rows={3} columns={names.length} label={t('list.loading')} />}
      {parts.error && <ProblemNote error={parts.error} />}
      {!parts.loading && !parts.error && parts.rows.length === 0 && (
        <p className={styles.quiet}>{t('record.noParts', { many: wording.many(part) })}</p>
      )}
      {parts.rows.length > 0 && (
        <div className={styles.scrollX}>
          <table className={styles.rows}>
            <thead>
              <tr>
                {names.map((name) => (
                  <th key={name} scope="col" data-align={fieldOf(part, name).parts.align}>
                    {wording.field(part, name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parts.rows.map((row) => (
                <PartRow key={row.id} {...{ part, row, names }} pending={parts.pending.includes(row.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

interface PartRowProps {
  readonly part: Entity;
  readonly row: { id: string } & Record<string, unknown>;
  readonly names: readonly string[];
  readonly pending: boolean;
}

function PartRow({ part, row, names, pending }: PartRowProps) {
  const wording = useWording();
  const navigate = useNavigate();
  const path = recordPath(part, row.id);
  return (
    <tr className={styles.row} onClick={() => void navigate(path)}>
      {names.map((name, at) => {
        const { field, parts } = fieldOf(part, name);
        const cell = <parts.Cell {...{ entity: part, name, field, wording }} value={row[name]} record={row} />;
        return (
          <td key={name} data-align={parts.align}>
            {at === 0 && pending && (
              <span
                role="img"
                className={styles.pendingDot}
                aria-label={wording.t('pending.record')}
                title={wording.t('pending.record')}
              />
            )}
            {at === 0 ? (
              <a
                className={styles.rowLink}
                href={`#${path}`}
                onClick={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  void navigate(path);
                }}
              >
                {cell}
              </a>
            ) : (
              cell
            )}
          </td>
        );
      })}
    </tr>
  );
}
