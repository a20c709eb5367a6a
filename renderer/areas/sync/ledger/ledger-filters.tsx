import { Select } from '@mantine/core';
import type { Answer } from '../../../bridge/use-call';
import { useWording } from '../../../screens/text/wording';
import type { LedgerView } from './use-ledger';
import styles from '../sync.module.css';
import { ledgerSpans, type LedgerSpan, type SetView } from './use-ledger-view';

interface LedgerFiltersProps {
  readonly view: LedgerView;
  readonly span: LedgerSpan | null;
  readonly set: SetView;
  readonly people: Answer<'sync.ledgerSummary'>['people'];
}

/** Whose entries, and since when. */
export function LedgerFilters({ view, span, set, people }: LedgerFiltersProps) {
  const { t } = useWording();
  return (
    <div className={styles.filters}>
      <Select
        aria-label={t('ledger.who')}
        placeholder={t('ledger.everybody')}
        data={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        value={view.actor}
        onChange={(by) => set({ by, entry: null })}
        clearable
        w={170}
      />
      <Select
        aria-label={t('ledger.when')}
        placeholder={t('ledger.anyTime')}
        data={ledgerSpans.map((one) => ({ value: one, label: t(`spans.${one}`) }))}
        value={span}
        onChange={(next) => set({ span: next, entry: null })}
        clearable
        w={140}
      />
    </div>
  );
}
