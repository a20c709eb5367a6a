import { IconBan, IconPackage, IconPackageExport } from '@tabler/icons-react';
import { DateText } from '../../../kit/show/date-text';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import type { Wording } from '../../../screens/text/wording';
import type { ItemGroup } from './item-groups';
import rows from '../items.module.css';
import styles from '../orders.module.css';

interface GroupHeadProps {
  readonly group: ItemGroup;
  readonly wording: Wording;
}

/** Says where the lines below it are: still here, in which parcel, cancelled. */
export function GroupHead({ group, wording }: GroupHeadProps) {
  const { t, locale } = wording;
  if (group.kind === 'open')
    return (
      <span className={rows.groupHead}>
        <IconPackage size={15} stroke={1.5} aria-hidden />
        {t('orders.toShip')}
      </span>
    );
  if (group.kind === 'cancelled')
    return (
      <span className={rows.groupHead}>
        <IconBan size={15} stroke={1.5} aria-hidden />
        {t('orders.cancelledItems')}
      </span>
    );
  const { shipment: parcel } = group;
  return (
    <span className={rows.groupHead}>
      <IconPackageExport size={15} stroke={1.5} aria-hidden />
      {t('orders.parcel', { number: group.number })}
      {parcel && (
        <span className={rows.groupDetail}>
          {parcel.carrier && <span>{parcel.carrier}</span>}
          {parcel.trackingNumber && <code className={styles.code}>{parcel.trackingNumber}</code>}
          <RefTitle entity="warehouse" id={parcel.warehouseId} wording={wording} />
          <DateText at={parcel.shippedAt} locale={locale} />
          <RefTitle entity="user" id={parcel.actorId} wording={wording} />
        </span>
      )}
    </span>
  );
}
