import { Link } from 'react-router';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { customer } from '../../../../shared/domain/customers/customer';
import { order } from '../../../../shared/domain/sales/order';
import { Facts } from '../../../kit/page/facts';
import { Section } from '../../../kit/page/section';
import { DateText } from '../../../kit/show/date-text';
import { recordPath } from '../../../screens/address';
import { addressLines } from '../../../screens/fields/address';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import type { Wording } from '../../../screens/text/wording';
import { CustomReference } from './custom-reference';
import own from './order.module.css';
import styles from '../orders.module.css';

interface OrderFactsProps {
  readonly order: RecordOf<typeof order>;
  readonly wording: Wording;
}

/** Who ordered, where and how. */
export function OrderFacts({ order: whole, wording }: OrderFactsProps) {
  const { t, locale } = wording;
  const label = (name: string) => wording.field(order, name);
  const { customerId, customerName, email, note } = whole;
  return (
    <Section title={t('orders.facts')}>
      <Facts
        facts={[
          {
            label: label('customerName'),
            value: customerId ? (
              <Link to={recordPath(customer, customerId)} className={own.customer}>
                {customerName}
              </Link>
            ) : (
              <>
                {customerName} <span className={styles.quiet}>{t('orders.guest')}</span>
              </>
            ),
          },
          ...(email ? [{ label: label('email'), value: email }] : []),
          { label: label('placedAt'), value: <DateText at={whole.placedAt} locale={locale} /> },
          { label: label('storeId'), value: <RefTitle entity="store" id={whole.storeId} wording={wording} /> },
          { label: label('source'), value: wording.choice(order, 'source', whole.source) },
          { label: label('customReference'), value: <CustomReference order={whole} wording={wording} /> },
          ...(note ? [{ label: label('note'), value: note }] : []),
        ]}
      />
    </Section>
  );
}

/** Where the bill and the parcel go. */
export function OrderAddresses({ order: whole, wording }: OrderFactsProps) {
  const { t } = wording;
  const shown = [
    { name: 'shippingAddress', lines: addressLines(whole.shippingAddress), empty: t('orders.takenAlong') },
    { name: 'billingAddress', lines: addressLines(whole.billingAddress), empty: t('orders.noAddress') },
  ];
  return (
    <Section title={t('orders.addresses')}>
      <div className={own.addresses}>
        {shown.map(({ name, lines, empty }) => (
          <div key={name}>
            <h3 className={styles.small}>{wording.field(order, name)}</h3>
            {lines.length === 0 ? (
              <p className={styles.none}>{empty}</p>
            ) : (
              <address className={own.address}>
                {lines.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </address>
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
