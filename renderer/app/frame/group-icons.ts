import {
  IconAddressBook,
  IconClipboardList,
  IconInbox,
  IconLayoutBoardSplit,
  IconPackageExport,
  IconPresentation,
  IconSettings,
  IconSpeakerphone,
  IconTag,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { AreaGroup } from '../../screens/area';

/** A picture for each part of the rail. */
export const groupIcons: Readonly<Record<AreaGroup, Icon>> = {
  home: IconInbox,
  orders: IconClipboardList,
  fulfilment: IconPackageExport,
  catalog: IconLayoutBoardSplit,
  customers: IconAddressBook,
  content: IconPresentation,
  marketing: IconSpeakerphone,
  labels: IconTag,
  administration: IconSettings,
};
