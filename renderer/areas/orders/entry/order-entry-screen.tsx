import { Button, Group, Text } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { order } from '../../../../shared/domain/sales/order';
import { makeId } from '../../../bridge/make-id';
import { useSession } from '../../../bridge/use-session';
import { ScanField } from '../../../kit/input/scan-field';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { EmptyState } from '../../../kit/page/empty-state';
import { RecordHead } from '../../../kit/page/record-head';
import { Section } from '../../../kit/page/section';
import { listPath } from '../../../screens/address';
import { ProblemNote } from '../../../screens/text/problem-note';
import { Dialog } from '../../../screens/form/dialog';
import { useWording } from '../../../screens/text/wording';
import { ArticlePicker } from './article-picker';
import { EntryBar } from './entry-bar';
import { EntrySide } from './entry-side';
import { draftKey } from './keep-draft';
import { LineTable } from './line-table';
import { isBlank, orderDraftSlice } from './order-draft';
import { entryFaults, type EntryFault } from './place-args';
import { useAddressBook } from './use-address-book';
import { useEntryScan } from './use-entry-scan';
import { useEntryShop } from './use-entry-shop';
import { useOrderDraft } from './use-order-draft';
import { usePlaceOrder } from './use-place-order';
import { usePricedLines } from './use-priced-lines';
import { useRefusedOrder } from './use-refused-order';
import styles from './entry.module.css';

const { actions } = orderDraftSlice;

/** Enters an order for a customer. */
export function OrderEntryScreen() {
  const userId = useSession()?.person?.userId;
  const [search] = useSearchParams();
  const from = search.get('from');
  // A refused order that is mended is a draft of its own beside the one that may be under way.
  if (!userId) return null;
  const key = from ? `${draftKey(userId)}:${from}` : draftKey(userId);
  return <Entry key={key} draftAt={key} refusedUid={from} />;
}

interface EntryProps {
  readonly draftAt: string;
  readonly refusedUid: string | null;
}

function Entry({ draftAt, refusedUid }: EntryProps) {
  const wording = useWording();
  const { t } = wording;
  const navigate = useNavigate();
  const { draft: kept, dispatch, discard } = useOrderDraft(draftAt);
  const { stores, shop, remember } = useEntryShop(kept.storeId);
  const draft = { ...kept, storeId: shop?.id ?? null };
  const currency = shop?.currency ?? 'EUR';
  const refused = useRefusedOrder(refusedUid, kept, (filled) => dispatch(actions.replaced(filled)));
  const { shown, loading, error } = usePricedLines(draft.lines, { storeId: draft.storeId, currency });
  const { book, addresses } = useAddressBook(draft.customerId);
  const [asked, setAsked] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focus = (selector: string) => form.current?.querySelector<HTMLElement>(selector)?.focus();
  const toArticle = () => focus('input[name="article"]');
  useEffect(toArticle, []);

  const scan = useEntryScan({
    onAdd: (variantId, quantity) => dispatch(actions.articleAdded({ variantId, quantity, lineId: makeId() })),
    onTakeBack: (variantId, quantity) => dispatch(actions.articleTakenBack({ variantId, quantity })),
    wording,
  });
  const placing = usePlaceOrder({
    ...{ draft, lines: shown, book, currency, refusedUid, wording },
    onNumber: (number) => dispatch(actions.numberDrawn(number)),
    onPlaced: () => {
      remember();
      discard();
    },
  });
  const faults = entryFaults(draft, shown, book);
  const seen = asked ? faults : [];
  const wrong = new Set(seen.flatMap((fault) => ('line' in fault ? [fault.line] : [])));
  const submit = () => {
    setAsked(true);
    const [first] = faults;
    // While prices are still being read a line looks wrong that is not.
    if (first) return loading ? undefined : focus(selectorOf(first));
    void placing.place();
  };
  useShortcuts([
    { keys: ['mod+Enter'], title: 'entry.place', run: submit },
    { keys: ['mod+s'], run: submit },
    { keys: ['/'], title: 'entry.findArticle', run: toArticle },
    { keys: ['c'], title: 'entry.findCustomer', run: () => focus('input[name="customer"]') },
  ]);
  return (
    <form
      ref={form}
      noValidate
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <RecordHead
        title={t('entry.title')}
        detail={shop && <span>{shop.name}</span>}
        close={{ label: t('common.close'), onClose: () => void navigate(listPath(order)) }}
      />
      <div className={styles.scroll}>
        <div className={styles.columns}>
          <div className={styles.stack}>
            {refused && <ProblemNote error={refused} kept={t('entry.refusedKept')} />}
            {placing.error && <ProblemNote error={placing.error} kept={t('form.kept')} />}
            {error && <ProblemNote error={error} />}
            <ScanField
              prompt={t('entry.scan.prompt')}
              status={t('orders.scan.armed')}
              armed
              {...(scan.last ? { last: scan.last } : {})}
            >
              <div className={styles.find}>
                <ArticlePicker onPick={scan.add} currency={currency} wording={wording} />
              </div>
            </ScanField>
            <Section title={t('orders.items')} foldable={false} flush>
              {shown.length === 0 ? (
                <div className={styles.empty}>
                  <EmptyState icon={IconShoppingCart} title={t('entry.empty')} advice={t('entry.emptyAdvice')} />
                </div>
              ) : (
                <LineTable
                  lines={shown}
                  currency={currency}
                  onQuantity={(id, quantity) => dispatch(actions.quantityTyped({ id, quantity }))}
                  onPrice={(id, price) => dispatch(actions.priceTyped(price === undefined ? { id } : { id, price }))}
                  onRemove={(id) => dispatch(actions.lineRemoved(id))}
                  onNext={toArticle}
                  wrong={wrong}
                  litId={shown.find(({ variantId }) => variantId === scan.litVariantId)?.id}
                  wording={wording}
                />
              )}
            </Section>
          </div>
          <EntrySide {...{ draft, dispatch, stores, book, addresses, wording }} faults={seen} />
        </div>
      </div>
      <EntryBar
        lines={shown}
        currency={currency}
        busy={placing.busy}
        missing={seen[0] ? t(`entry.missing.${seen[0].field}`) : ''}
        onDiscard={isBlank(kept) ? undefined : () => setDiscarding(true)}
        wording={wording}
      />
      <Dialog opened={discarding} onClose={() => setDiscarding(false)} title={t('entry.discardTitle')} size="sm">
        <Text size="sm">{t('entry.discardText')}</Text>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" data-autofocus onClick={() => setDiscarding(false)}>
            {t('leave.stay')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              discard();
              setAsked(false);
              setDiscarding(false);
            }}
          >
            {t('entry.discard')}
          </Button>
        </Group>
      </Dialog>
    </form>
  );
}

/** The field that mends what is missing. */
function selectorOf(fault: EntryFault): string {
  switch (fault.field) {
    case 'quantity':
    case 'price':
      return `[data-line="${fault.line}"] input[data-column="${fault.field}"]`;
    case 'lines':
    case 'storeId':
      return 'input[name="article"]';
    case 'customerName':
      return 'input[name="customer"]';
    case 'billing':
    case 'shipping':
      return `[data-field="${fault.field}"] input`;
  }
}
