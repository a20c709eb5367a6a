import { IconTag } from '@tabler/icons-react';
import type { Area } from '../../screens/area';
import { PrintPage } from './print/print-page';
import { PrintersPage } from './printers/printers-page';
import { QueuePage } from './queue/queue-page';

const capability = 'labels.label.print';

/** Labels: printing them, what became of it, and on which printers. */
export const labelsArea: Area = {
  group: 'labels',
  pages: [
    { path: '/labels/print', title: 'labels.print', screen: PrintPage, capability },
    { path: '/labels/queue', title: 'queue.title', screen: QueuePage, capability },
    { path: '/labels/printers', title: 'labels.printers', screen: PrintersPage, capability },
  ],
  commands: [
    { id: 'label.print', title: 'labels.print', icon: IconTag, path: '/labels/print', capability, keys: ['n', 'l'] },
  ],
};
