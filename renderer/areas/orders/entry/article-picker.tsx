import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { QUANTITY_UNIT } from '../../../../shared/kernel/money';
import { barcode } from '../../../../shared/domain/catalog/barcode';
import { variant } from '../../../../shared/domain/catalog/variant';
import { useRecords } from '../../../bridge/use-records';
import { PickField } from '../../../kit/input/pick-field';
import { formatMoney } from '../../../kit/show/format-number';
import type { Wording } from '../../../screens/text/wording';

interface ArticlePickerProps {
  /** `quantity` in thousandths: one piece, or what is in the carton whose code was typed. */
  readonly onPick: (variantId: string, quantity: number) => void;
  /** Prices are shown in it, or not at all. */
  readonly currency: string;
  readonly wording: Wording;
}

const OFFERED = 20;
/** Shorter than this, and it is the beginning of a word rather than of a printed code. */
const CODE_LENGTH = 4;

/** Finds an article by any part of its name or number, or by a code typed from the label, and adds it. */
export function ArticlePicker({ onPick, currency, wording }: ArticlePickerProps) {
  const { t, locale } = wording;
  const [asked, ask] = useState<string | null>(null);
  const [search] = useDebouncedValue(asked ?? '', 90);
  const closed = asked === null;
  const active = { field: 'active', op: 'eq' as const, value: true };
  const found = useRecords(variant, { search, where: [active], limit: OFFERED }, { skip: closed });
  const isCode = search.length >= CODE_LENGTH && !/\s/.test(search);
  const codes = useRecords(
    barcode,
    { where: [{ field: 'code', op: 'prefix', value: search }], limit: 5 },
    { skip: closed || !isCode },
  );
  const coded = isCode ? codes.rows : [];
  const ids = coded.map(({ variantId }) => variantId);
  const marked = useRecords(variant, { where: [{ field: 'id', op: 'in', value: ids }] }, { skip: ids.length === 0 });
  const write = (row: RecordOf<typeof variant>) => ({
    label: wording.text(row.name) || row.sku,
    detail: row.currency === currency ? `${row.sku} · ${formatMoney(row.price, currency, locale)}` : row.sku,
  });
  const options = [
    ...coded.flatMap(({ id, variantId, code }) => {
      const row = marked.rows.find((one) => one.id === variantId);
      return row?.active ? [{ id: `code:${id}`, label: write(row).label, detail: code }] : [];
    }),
    ...found.rows.map((row) => ({ id: row.id, ...write(row) })),
  ];
  const pick = (id: string) => {
    const code = coded.find((one) => `code:${one.id}` === id);
    onPick(code?.variantId ?? id, code?.packQuantity ?? QUANTITY_UNIT);
  };
  return (
    <PickField
      label={t('entry.findArticle')}
      hideLabel
      name="article"
      autoFocus
      placeholder={t('entry.findArticle')}
      chosen=""
      options={options}
      onSearch={ask}
      onPick={pick}
      nothing={t(found.loading ? 'common.searching' : 'common.nothingFound')}
    />
  );
}
