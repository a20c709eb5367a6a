import { IconInbox, IconRefresh } from '@tabler/icons-react';
import type { Area } from '../../screens/area';
import { RecordConflicts } from './conflict/record-conflicts';
import { InboxPage } from './inbox/inbox-page';
import { LedgerPage } from './ledger/ledger-page';

/** What needs a person, before everything else. */
export const inboxArea: Area = {
  group: 'home',
  onRecords: RecordConflicts,
  pages: [{ path: '/inbox', title: 'inbox.title', screen: InboxPage }],
  commands: [{ id: 'inbox', title: 'inbox.title', icon: IconInbox, path: '/inbox', keys: ['g', 'i'] }],
};

/** What was done at this desk and what became of it, and how the desk stands with the centre. */
export const syncArea: Area = {
  group: 'administration',
  pages: [{ path: '/sync', title: 'ledger.title', screen: LedgerPage }],
  commands: [{ id: 'sync.ledger', title: 'ledger.title', icon: IconRefresh, path: '/sync', keys: ['g', 'y'] }],
};
