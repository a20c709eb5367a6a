import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type Ref } from 'react';
import { Link } from 'react-router';
import { QUANTITY_UNIT } from '../../../../shared/kernel/money';
import { createOf } from '../../../../shared/kernel/crud';
import { barcode, symbologies } from '../../../../shared/domain/catalog/barcode';
import type { CodeFault, Symbology } from '../../../../shared/domain/catalog/code-fault';
import { variant } from '../../../../shared/domain/catalog/variant';
import { makeId } from '../../../bridge/make-id';
import { useMutate } from '../../../bridge/use-mutate';
import { useRecords } from '../../../bridge/use-records';
import { DecimalField } from '../../../kit/input/decimal-field';
import { ErrorNote } from '../../../kit/page/error-note';
import { recordPath } from '../../../screens/address';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import type { Wording } from '../../../screens/text/wording';
import { codeAdvice } from './code-advice';
import styles from '../catalog.module.css';

interface BarcodeFormProps {
  readonly variantId: string;
  /** What stands in the code field: typed, or scanned while the page is open. */
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onDone: () => void;
  readonly wording: Wording;
  readonly ref?: Ref<HTMLInputElement>;
}

const createBarcode = createOf(barcode);
const AUTO = 'auto';
const isSymbology = (value: string | null): value is Symbology =>
  (symbologies as readonly (string | null)[]).includes(value); // widened only to ask

function faultWords(fault: CodeFault | null, { t }: Wording): string | undefined {
  switch (fault?.reason) {
    case undefined:
    case 'empty':
      return undefined;
    case 'length':
      return t('article.faults.length', { count: fault.length });
    case 'checkDigit':
      return t('article.faults.checkDigit', { code: fault.expected });
    case 'digitsOnly':
      return t('article.faults.digitsOnly');
    case 'characters':
      return t('article.faults.characters');
  }
}

/** Gives an article one more code. A code that something else has already is not taken: a scan could then mean either. */
export function BarcodeForm({ variantId, code, onCode, onDone, wording, ref }: BarcodeFormProps) {
  const { t } = wording;
  const [chosen, setChosen] = useState<Symbology | null>(null);
  const [packQuantity, setPackQuantity] = useState<number | undefined>(QUANTITY_UNIT);
  // Another code is another record; the same one tried again after an error is not.
  const [ids, setIds] = useState(() => ({ id: makeId(), uid: makeId() }));
  const mutate = useMutate();
  const save = useSave();
  const typed = code.trim();
  const [settled] = useDebouncedValue(typed, 120);
  const taken = useRecords(
    barcode,
    { where: [{ field: 'code', op: 'eq', value: settled }], limit: 1 },
    { skip: settled === '' },
  );
  const other = settled === typed && typed !== '' ? taken.rows[0] : undefined;
  const { symbology, fault, meant } = codeAdvice(typed, chosen);
  const noPack = packQuantity === undefined || Number.isNaN(packQuantity) || packQuantity <= 0;
  const ready = fault === null && !other && !noPack && settled === typed && !taken.loading;
  const submit = async () => {
    if (!ready || packQuantity === undefined) return;
    const record = { id: ids.id, variantId, code: typed, symbology, packQuantity };
    if (!(await save.run(() => mutate(createBarcode, record, { uid: ids.uid })))) return;
    setIds({ id: makeId(), uid: makeId() });
    setPackQuantity(QUANTITY_UNIT);
    setChosen(null);
    onDone();
  };
  const words = (one: Symbology) => wording.choice(barcode, 'symbology', one);
  const auto =
    typed === '' ? t('article.auto') : t('article.autoAs', { symbology: words(codeAdvice(typed, null).symbology) });
  return (
    <form
      className={styles.addCode}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.codeFields}>
        <TextInput
          ref={ref}
          label={wording.field(barcode, 'code')}
          placeholder={t('article.scanOrType')}
          autoComplete="off"
          spellCheck={false}
          maxLength={barcode.fields.code.options.max}
          error={faultWords(fault, wording)}
          value={code}
          onChange={(event) => onCode(event.currentTarget.value)}
        />
        <Select
          label={wording.field(barcode, 'symbology')}
          data={[{ value: AUTO, label: auto }, ...symbologies.map((one) => ({ value: one, label: words(one) }))]}
          value={chosen ?? AUTO}
          onChange={(value) => setChosen(isSymbology(value) ? value : null)}
          allowDeselect={false}
        />
        <DecimalField
          label={wording.field(barcode, 'packQuantity')}
          value={packQuantity}
          onChange={setPackQuantity}
          decimals={3}
          locale={wording.locale}
          error={noPack}
        />
        <Button type="submit" variant="default" loading={save.busy} disabled={!ready}>
          {t('article.addCode')}
        </Button>
      </div>
      {meant && (
        <ErrorNote
          tone="warning"
          happened={t('article.meant', { symbology: words(meant.symbology) })}
          advice={t('article.meantAdvice')}
          actions={
            <Button variant="default" size="xs" onClick={() => onCode(meant.code)}>
              {t('article.takeIt', { code: meant.code })}
            </Button>
          }
        />
      )}
      {other && (
        <ErrorNote
          tone="warning"
          happened={other.variantId === variantId ? t('article.codeHere') : t('article.codeTaken')}
          advice={
            other.variantId !== variantId && (
              <Link to={recordPath(variant, other.variantId)} className={styles.link}>
                <RefTitle entity="variant" id={other.variantId} wording={wording} />
              </Link>
            )
          }
        />
      )}
      {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
    </form>
  );
}
