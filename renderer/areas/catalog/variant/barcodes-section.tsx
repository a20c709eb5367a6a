import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { barcode } from '../../../../shared/domain/catalog/barcode';
import { useRecords } from '../../../bridge/use-records';
import { useMay } from '../../../bridge/use-session';
import { Section } from '../../../kit/page/section';
import { formatScaled } from '../../../kit/show/format-number';
import { NumberText } from '../../../kit/show/number-text';
import { PlainTable } from '../../../kit/show/plain-table';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { RemoveButton } from '../../../screens/record/remove-button';
import { useScanHandler } from '../../../bridge/scan/scan-registry';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { BarcodeForm } from './barcode-form';
import { labelPath, PRINT } from './label-path';
import styles from '../catalog.module.css';

interface BarcodesSectionProps {
  readonly variantId: string;
  readonly wording: Wording;
}

/** The codes that scanners find an article by. A code that nothing has yet, scanned while the page is open, is offered to be added. */
export function BarcodesSection({ variantId, wording }: BarcodesSectionProps) {
  const { t, locale } = wording;
  const navigate = useNavigate();
  const mayCreate = useMay(barcode.capabilities.create);
  const mayRemove = useMay(barcode.capabilities.remove);
  const mayPrint = useMay(PRINT);
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const codes = useRecords(barcode, { where: [{ field: 'variantId', op: 'eq', value: variantId }], limit: 200 });
  useScanHandler(({ code: scanned, result }) => {
    if (result.kind !== 'unknown') return false;
    setCode(scanned);
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'center' });
    return true;
  }, mayCreate);
  const head = (name: string) => wording.field(barcode, name);
  const many = wording.many(barcode);
  const note = codes.rows.length > 0 ? formatScaled(codes.rows.length, 0, { locale }) : undefined;
  return (
    <Section title={many} note={note} flush>
      {codes.loading && <SkeletonRows rows={2} columns={3} label={t('list.loading')} />}
      {codes.error && <ProblemNote error={codes.error} />}
      {!codes.loading && codes.rows.length === 0 && <p className={styles.none}>{t('article.noCodes')}</p>}
      {codes.rows.length > 0 && (
        <PlainTable
          label={many}
          rows={codes.rows}
          rowKey={({ id }) => id}
          pendingOf={({ id }) => (codes.pending.includes(id) ? t('pending.record') : undefined)}
          columns={[
            { id: 'code', title: head('code'), cell: (row) => <code className={styles.code}>{row.code}</code> },
            {
              id: 'symbology',
              title: head('symbology'),
              cell: (row) => wording.choice(barcode, 'symbology', row.symbology),
            },
            {
              id: 'pack',
              title: head('packQuantity'),
              align: 'end',
              cell: (row) => <NumberText value={row.packQuantity} decimals={3} locale={locale} />,
            },
            {
              id: 'do',
              title: '',
              align: 'end',
              cell: (row) => (
                <span className={styles.steps}>
                  {mayPrint && (
                    <Tooltip label={t('article.printWith')}>
                      <ActionIcon
                        variant="default"
                        aria-label={`${t('article.printWith')}: ${row.code}`}
                        onClick={() => void navigate(labelPath(variantId, row.code))}
                      >
                        <IconPrinter size={16} stroke={1.5} />
                      </ActionIcon>
                    </Tooltip>
                  )}
                  {mayRemove && <RemoveButton entity={barcode} record={row} onRemoved={() => undefined} />}
                </span>
              ),
            },
          ]}
        />
      )}
      {mayCreate && (
        <BarcodeForm ref={field} {...{ variantId, code, wording }} onCode={setCode} onDone={() => setCode('')} />
      )}
    </Section>
  );
}
