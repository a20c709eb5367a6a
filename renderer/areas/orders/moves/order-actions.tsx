import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconBan, IconCheck, IconDots, IconHome, IconLock, IconTruckDelivery } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useState } from 'react';
import type { RecordOf } from '../../../../shared/kernel/entity';
import type { order } from '../../../../shared/domain/sales/order';
import type { ItemEvent } from '../../../../shared/domain/sales/order-process';
import { useRightOf } from '../../../bridge/override/use-managers';
import { ShortcutHint } from '../../../kit/show/shortcut-hint';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { ManagerMark } from '../../../screens/text/manager-mark';
import type { Wording } from '../../../screens/text/wording';
import { AdvanceDialog } from './advance-dialog';
import { nextEvent, offeredEvents, type OrderItem } from './item-moves';
import { ShipDialog } from './ship-dialog';

const shapes: Readonly<Record<ItemEvent, Icon>> = {
  confirm: IconCheck,
  ship: IconTruckDelivery,
  deliver: IconHome,
  close: IconLock,
  cancel: IconBan,
};
const keys: Readonly<Record<ItemEvent, string>> = { confirm: 'o', ship: 's', deliver: 'd', close: 'a', cancel: 'k' };

interface OrderActionsProps {
  readonly order: RecordOf<typeof order>;
  readonly items: readonly OrderItem[];
  readonly wording: Wording;
}

/** What makes sense with an order now: the next thing as a button, the rest in a menu; each with a key. */
export function OrderActions({ order: whole, items, wording }: OrderActionsProps) {
  const { t } = wording;
  const rightOf = useRightOf();
  const [doing, setDoing] = useState<ItemEvent>();
  const place = { kind: 'store', id: whole.storeId } as const;
  const whose = (event: ItemEvent) => rightOf(`sales.order.${event}`, place);
  const offered = offeredEvents(items).filter((event) => whose(event) !== null);
  const own = offered.filter((event) => whose(event) === 'own');
  const lent = offered.filter((event) => whose(event) === 'manager');
  const next = nextEvent(items);
  const main = own.find((event) => event === next) ?? own.find((event) => event !== 'cancel');
  const rest = own.filter((event) => event !== main);
  useShortcuts(
    doing
      ? []
      : offered.map((event) => ({ keys: [keys[event]], title: `orders.do.${event}`, run: () => setDoing(event) })),
  );
  const close = () => setDoing(undefined);
  const Main = main && shapes[main];
  return (
    <>
      {rest.length + lent.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" aria-label={t('orders.more')}>
              <IconDots size={16} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((event) => (
              <EventItem key={event} event={event} onChoose={setDoing} wording={wording} />
            ))}
            {lent.length > 0 && <Menu.Label>{t('override.with')}</Menu.Label>}
            {lent.map((event) => (
              <EventItem key={event} event={event} onChoose={setDoing} wording={wording} lent />
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {main && Main && (
        <Tooltip label={<ShortcutHint keys={[keys[main].toUpperCase()]} />}>
          <Button leftSection={<Main size={16} stroke={1.5} />} onClick={() => setDoing(main)}>
            {t(`orders.do.${main}`)}
          </Button>
        </Tooltip>
      )}
      {doing === 'ship' && <ShipDialog order={whole} items={items} onClose={close} wording={wording} />}
      {doing && doing !== 'ship' && (
        <AdvanceDialog event={doing} order={whole} items={items} onClose={close} wording={wording} />
      )}
    </>
  );
}

interface EventItemProps {
  readonly event: ItemEvent;
  readonly onChoose: (event: ItemEvent) => void;
  readonly wording: Wording;
  /** A manager must let it through. */
  readonly lent?: boolean;
}

function EventItem({ event, onChoose, wording, lent = false }: EventItemProps) {
  const Shape = shapes[event];
  return (
    <Menu.Item
      leftSection={<Shape size={16} stroke={1.5} />}
      rightSection={
        <Group gap={6} wrap="nowrap">
          {lent && <ManagerMark />}
          <ShortcutHint keys={[keys[event].toUpperCase()]} quiet />
        </Group>
      }
      onClick={() => onChoose(event)}
    >
      {wording.t(`orders.do.${event}`)}
    </Menu.Item>
  );
}
