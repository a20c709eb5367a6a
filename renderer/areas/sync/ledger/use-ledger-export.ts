import { useState } from 'react';
import { useDesk } from '../../../bridge/backroom-provider';
import { createRecordLoader } from '../../../bridge/record-loader';
import { useCall } from '../../../bridge/use-call';
import { useSession } from '../../../bridge/use-session';
import { dayText } from '../../../kit/input/day-span';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording } from '../../../screens/text/wording';
import { asArgs, subjectOf } from './ledger-subject';
import { cellSeparator, ledgerColumns, ledgerRows, type Subjects } from './ledger-table';
import type { LedgerEntry, LedgerView } from './use-ledger';

const PAGE = 500;

/** Saves a part of the ledger as a table, every entry of it and not only those that are shown. */
export function useLedgerExport(view: LedgerView): { busy: boolean; save: () => Promise<void> } {
  const wording = useWording();
  const { t, locale } = wording;
  const call = useCall();
  const { bridge } = useDesk();
  const notice = useNotice();
  const desk = String(useSession()?.deskNumber ?? '');
  const [busy, setBusy] = useState(false);

  const entries = async (): Promise<LedgerEntry[]> => {
    const all = new Map<string, LedgerEntry>();
    for (let before: number | null = null; ;) {
      const page: LedgerEntry[] = await call('sync.ledger', { ...view, before, limit: PAGE });
      const known = all.size;
      for (const entry of page) all.set(entry.uid, entry);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return [...all.values()];
      // Of one millisecond with more entries than a page those of the page must do.
      before = all.size === known ? last.at : last.at + 1;
    }
  };
  const subjectsOf = async (of: readonly LedgerEntry[]): Promise<Subjects> => {
    const load = createRecordLoader(bridge);
    const named = of.flatMap(({ name, args }) => subjectOf(name, asArgs(args)) ?? []);
    const wanted = new Map(named.map((subject) => [`${subject.entity.name}/${subject.id}`, subject]));
    const found = await Promise.all(
      [...wanted].map(async ([key, { entity, id }]) => {
        // What may not be read is called as it was typed.
        const { record } = await load(entity.name, id).catch(() => ({ record: null }));
        return [key, record] as const;
      }),
    );
    return new Map(found.flatMap(([key, record]) => (record ? [[key, record]] : [])));
  };
  const save = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const all = await entries();
      const rows = ledgerRows(all, { subjects: await subjectsOf(all), wording, desk });
      const name = `${t('ledger.title')} ${dayText(Date.now())}`;
      const table = { name, columns: ledgerColumns(wording), rows, separator: cellSeparator(locale) };
      const { path } = await call('table.save', table);
      if (path !== null) notice.done(t('ledger.exported', { count: rows.length, path }));
    } catch (error) {
      notice.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
}
