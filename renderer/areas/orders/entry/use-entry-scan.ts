import { useState } from 'react';
import { assertNever } from '../../../../shared/kernel/assert';
import { variant } from '../../../../shared/domain/catalog/variant';
import { useRecord } from '../../../bridge/use-record';
import type { LastScan } from '../../../kit/input/scan-field';
import { formatScaled } from '../../../kit/show/format-number';
import { useScanHandler } from '../../../bridge/scan/scan-registry';
import type { Wording } from '../../../screens/text/wording';

interface Scanned {
  readonly code: string;
  /** null: nothing has this code. */
  readonly variantId: string | null;
  /** Thousandths. */
  readonly quantity: number;
}

interface EntryScan {
  /** What came of the last scan, for the scan field. */
  readonly last: LastScan | undefined;
  /** The article that came last, by whatever way. */
  readonly litVariantId: string | null;
  /** Adds an article that was chosen rather than scanned. */
  readonly add: (variantId: string, quantity: number, code?: string) => void;
}

interface EntryScanInput {
  readonly onAdd: (variantId: string, quantity: number) => void;
  readonly onTakeBack: (variantId: string, quantity: number) => void;
  readonly wording: Wording;
}

/** Takes scans while an order is entered: every article goes into it, a second scan of the same makes it two. */
export function useEntryScan({ onAdd, onTakeBack, wording }: EntryScanInput): EntryScan {
  const { t, locale } = wording;
  const [scanned, setScanned] = useState<Scanned>();
  const { record } = useRecord(variant, scanned?.variantId);
  const add = (variantId: string, quantity: number, code = '') => {
    onAdd(variantId, quantity);
    setScanned({ code, variantId, quantity });
  };
  useScanHandler(({ code, result }) => {
    switch (result.kind) {
      case 'variant':
        add(result.id, result.packQuantity, code);
        return true;
      case 'unknown':
        setScanned({ code, variantId: null, quantity: 0 });
        return true;
      case 'order':
        return false;
      default:
        return assertNever(result);
    }
  });
  const lastScan = (): LastScan | undefined => {
    if (!scanned) return undefined;
    const { code, variantId, quantity } = scanned;
    if (variantId === null) return { result: 'unknown', code, words: t('entry.scan.unknown') };
    const amount = formatScaled(quantity, 3, { locale, options: { maximumFractionDigits: 3 } });
    const name = record ? wording.text(record.name) || record.sku : '';
    const onUndo = () => {
      onTakeBack(variantId, quantity);
      setScanned(undefined);
    };
    const undo = { label: t('entry.undo'), onUndo };
    return { result: 'known', code: code || (record?.sku ?? ''), words: t('entry.scan.added', { amount, name }), undo };
  };
  return { last: lastScan(), litVariantId: scanned?.variantId ?? null, add };
}
