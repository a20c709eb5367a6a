import { Button, Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { barcode } from '../../../../shared/domain/catalog/barcode';
import type { variant } from '../../../../shared/domain/catalog/variant';
import { labelDesign } from '../../../../shared/domain/labels/label-design';
import { useAnswer, useCall } from '../../../bridge/use-call';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useRecords } from '../../../bridge/use-records';
import { PrintPreview } from '../../../kit/dialog/print-preview';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { ErrorNote } from '../../../kit/page/error-note';
import { formatScaled } from '../../../kit/show/format-number';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useNotice } from '../../../screens/text/use-notice';
import type { Wording } from '../../../screens/text/wording';
import { useLastChoice } from '../use-last-choice';
import styles from '../labels.module.css';

interface LabelFormProps {
  readonly article: RecordOf<typeof variant>;
  /** The barcode on the label; null: the article's best. */
  readonly code: string | null;
  readonly onCode: (code: string | null) => void;
  readonly wording: Wording;
}

/** Until the preview says how large the label is. Millimetres. */
const usualSize = { width: 57, height: 32 };
const BEST = 'best';

/** Design, code, printer and copies of an article's label, and the label as it will come out. */
export function LabelForm({ article, code, onCode, wording }: LabelFormProps) {
  const { t, locale } = wording;
  const call = useCall();
  const notice = useNotice();
  const save = useSave();
  const uidFor = useGesture();
  const [copies, setCopies] = useState(1);
  const [sent, setSent] = useState(0);
  const designs = useAnswer('label.designs', null);
  const printers = useAnswer('printer.list', null);
  const codes = useRecords(barcode, { where: [{ field: 'variantId', op: 'eq', value: article.id }], limit: 200 });
  const [designId, chooseDesign] = useLastChoice(
    'label-design',
    (designs.answer ?? []).map(({ id }) => id),
  );
  const [printerId, choosePrinter] = useLastChoice(
    'label-printer',
    (printers.answer ?? []).map(({ id }) => id),
  );
  const offered = [...codes.rows.map((row) => row.code), article.sku];
  const known = code !== null && offered.includes(code) ? code : null;
  const label = designId === undefined ? undefined : { designId, variantId: article.id, barcode: known };
  const preview = useAnswer('label.preview', label);
  const drawn = preview.error ? undefined : preview.answer;
  const name = wording.text(article.name) || article.sku;
  const number = (value: number) =>
    formatScaled(Math.round(value * 10), 1, { locale, options: { maximumFractionDigits: 1 } });

  const print = async () => {
    if (!label || printerId === undefined || copies < 1) return;
    const job = { ...label, printerId, copies };
    // What was handed over already is over: the same again is a new job.
    const id = uidFor({ ...job, sent });
    if (!(await save.run(() => call('print.enqueue', { ...job, id })))) return;
    setSent(sent + 1);
    const printer = printers.answer?.find((one) => one.id === printerId)?.name ?? '';
    notice.done(t('labels.sent', { count: copies, written: number(copies), printer }));
  };
  const pdf = async () => {
    if (!label) return;
    await save.run(async () => {
      const { path } = await call('label.pdf', { ...label, copies: Math.max(1, copies) });
      if (path !== null) notice.done(t('labels.saved', { path }));
    });
  };
  useShortcuts([{ keys: ['mod+p'], title: 'labels.print', run: () => void print() }]);
  const frame = useRef<HTMLDivElement>(null);
  const ready = drawn !== undefined && printerId !== undefined;
  useEffect(() => {
    // Scan, Enter, scan, Enter: unless somebody is typing elsewhere, Enter prints.
    if (ready && document.activeElement === document.body)
      frame.current?.querySelector<HTMLElement>('button[data-autofocus]')?.focus();
  }, [ready, sent, save.busy]);
  const problem = preview.error ?? save.error ?? designs.error ?? printers.error;
  return (
    <div ref={frame} className={styles.form}>
      <PrintPreview
        svg={drawn?.svg}
        size={drawn ?? usualSize}
        alt={t('labels.previewOf', { name })}
        printers={(printers.answer ?? []).map(({ id, name: printer, dpi }) => ({
          id,
          label: `${printer} · ${dpi} dpi`,
        }))}
        printer={printerId}
        onPrinter={choosePrinter}
        copies={copies}
        onCopies={setCopies}
        onPrint={() => void print()}
        onPdf={() => void pdf()}
        busy={save.busy}
        texts={{
          printer: t('labels.printer'),
          choosePrinter: t('labels.choosePrinter'),
          copies: t('labels.copies'),
          size: drawn ? `${number(drawn.width)} × ${number(drawn.height)} mm` : '',
          print: t('labels.go'),
          pdf: t('labels.pdf'),
          drawing: t('labels.drawing'),
        }}
        problem={problem && <ProblemNote error={problem} />}
      >
        <Select
          label={wording.one(labelDesign)}
          data={(designs.answer ?? []).map((design) => ({ value: design.id, label: design.name }))}
          value={designId ?? null}
          onChange={(id) => id !== null && chooseDesign(id)}
          allowDeselect={false}
        />
        <Select
          label={wording.one(barcode)}
          data={[
            { value: BEST, label: t('labels.bestCode') },
            ...[...new Set(offered)].map((one) => ({ value: one, label: one })),
          ]}
          value={known ?? BEST}
          onChange={(value) => onCode(value === BEST ? null : value)}
          allowDeselect={false}
        />
      </PrintPreview>
      {drawn && drawn.warnings.length > 0 && (
        <div className={styles.warnings}>
          {drawn.warnings.map((warning) => (
            <ErrorNote key={warning} tone="warning" happened={warning} />
          ))}
        </div>
      )}
      {printers.answer?.length === 0 && (
        <ErrorNote
          tone="warning"
          happened={t('labels.noPrinter')}
          advice={t('labels.noPrinterAdvice')}
          actions={
            <Button component={Link} to="/labels/printers" variant="default" size="xs">
              {t('labels.printers')}
            </Button>
          }
        />
      )}
    </div>
  );
}
