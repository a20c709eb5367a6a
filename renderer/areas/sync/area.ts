import { IconRefresh } from '@tabler/icons-react';
import type { Area } from '../../screens/area';
import { LedgerPage } from './ledger-page';

/** What was done at this desk and what became of it, and how the desk stands with the centre. */
export const syncArea: Area = {
  group: 'administration',
  pages: [{ path: '/sync', title: 'ledger.title', screen: LedgerPage }],
  commands: [{ id: 'sync.ledger', title: 'ledger.title', icon: IconRefresh, path: '/sync', keys: ['g', 'y'] }],
};
