import { Button, Group, Text } from '@mantine/core';
import { IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { order } from '../../../shared/domain/sales/order';
import { makeId } from '../../bridge/make-id';
import { useCall } from '../../bridge/use-call';
import { Facts } from '../../kit/page/facts';
import { RecordHead } from '../../kit/page/record-head';
import { Section } from '../../kit/page/section';
import { DateText } from '../../kit/show/date-text';
import { formatScaled } from '../../kit/show/format-number';
import { StateChip } from '../../kit/show/state-chip';
import { createPath } from '../../screens/address';
import { fieldOf } from '../../screens/fields/field-kinds';
import { RefTitle } from '../../screens/fields/parts/ref-title';
import { Dialog } from '../../screens/form/dialog';
import { useSave } from '../../screens/form/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useNotice } from '../../screens/text/use-notice';
import { useWording, type Wording } from '../../screens/text/wording';
import { asArgs, linesOf, toldOf, type Told, type ToldLine } from './ledger-subject';
import { ledgerTones } from './ledger-tones';
import { SubjectTitle } from './subject-title';
import type { LedgerEntry } from './use-ledger';
import { verbWords } from './verb-words';
import styles from './sync.module.css';

interface EntryDetailProps {
  readonly entry: LedgerEntry;
  readonly onClose: () => void;
}

/** One thing that was done at this desk: what it said, what became of it, and, where it was refused, what can be done about it. */
export function EntryDetail({ entry, onClose }: EntryDetailProps) {
  const wording = useWording();
  const { t, locale } = wording;
  const args = asArgs(entry.args);
  const lines = linesOf(args);
  return (
    <article className={styles.page}>
      <RecordHead
        title={verbWords(entry.name, wording)}
        chips={<StateChip tone={ledgerTones[entry.state]} word={t(`ledger.states.${entry.state}`)} />}
        detail={
          <>
            <SubjectTitle verb={entry.name} args={args} linked />
            <DateText at={entry.at} locale={locale} />
            <span>{entry.actor.name}</span>
          </>
        }
        close={{ label: t('common.close'), onClose }}
      />
      <div className={styles.scroll}>
        <div className={styles.stack}>
          {entry.error && <ProblemNote error={entry.error} kept={t('ledger.keptHere')} />}
          {entry.state === 'parked' && <Settle entry={entry} onDone={onClose} />}
          <Section title={t('ledger.said')}>
            <Facts
              facts={[
                ...toldOf(entry.name, args).map((told) => ({
                  label: wording.field(told.entity, told.field),
                  value: <Value told={told} wording={wording} />,
                })),
                ...(lines.length > 0
                  ? [{ label: t('orders.items'), value: <Lines lines={lines} wording={wording} /> }]
                  : []),
              ]}
            />
          </Section>
          <p className={styles.reference}>{entry.uid}</p>
        </div>
      </div>
    </article>
  );
}

function Lines({ lines, wording }: { readonly lines: readonly ToldLine[]; readonly wording: Wording }) {
  return (
    <ul className={styles.lines}>
      {lines.map(({ entity, id, quantity }) => (
        <li key={id}>
          {quantity !== null && (
            <span className={styles.amount}>
              {formatScaled(quantity, 3, { locale: wording.locale, options: { maximumFractionDigits: 3 } })} ×{' '}
            </span>
          )}
          <RefTitle entity={entity} id={id} wording={wording} />
        </li>
      ))}
    </ul>
  );
}

function Value({ told, wording }: { readonly told: Told; readonly wording: Wording }) {
  const { field, parts } = fieldOf(told.entity, told.field);
  const cell = (value: unknown) => (
    <parts.Cell {...{ field, wording, value, record: told.record }} entity={told.entity} name={told.field} full />
  );
  if (told.before === undefined) return cell(told.value);
  return (
    <span className={styles.change}>
      <s className={styles.before}>{cell(told.before)}</s> → {cell(told.value)}
    </span>
  );
}

/** Refused: correct it, try it once more, or let it go. */
function Settle({ entry, onDone }: { readonly entry: LedgerEntry; readonly onDone: () => void }) {
  const { t } = useWording();
  const call = useCall();
  const navigate = useNavigate();
  const notice = useNotice();
  const save = useSave();
  const [newUid] = useState(makeId);
  const [asking, setAsking] = useState(false);
  const retry = async () => {
    if (!(await save.run(() => call('sync.retry', { uid: entry.uid, newUid })))) return;
    notice.done(t('ledger.retried'));
    onDone();
  };
  const dismiss = async () => {
    if (await save.run(() => call('sync.dismiss', { uid: entry.uid }))) onDone();
  };
  const correct = entry.name === 'order.place' && (
    <Button
      leftSection={<IconPencil size={16} stroke={1.5} />}
      onClick={() => void navigate(createPath(order, { from: entry.uid }))}
    >
      {t('ledger.correct')}
    </Button>
  );
  return (
    <>
      <Group gap={8}>
        {correct}
        <Button
          variant={correct ? 'default' : 'filled'}
          leftSection={<IconRefresh size={16} stroke={1.5} />}
          loading={save.busy}
          onClick={() => void retry()}
        >
          {t('ledger.retry')}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('ledger.dismiss')}
        </Button>
      </Group>
      {save.error && <ProblemNote error={save.error} />}
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('ledger.dismissTitle')} size="sm">
        <Text size="sm">{t('ledger.dismissText')}</Text>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={save.busy} onClick={() => void dismiss()}>
            {t('ledger.dismiss')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
