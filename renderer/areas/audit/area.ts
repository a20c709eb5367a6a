import { IconListSearch } from '@tabler/icons-react';
import { READ_AUDIT as capability } from '../../../shared/domain/administration/read-audit';
import { auditPath } from '../../screens/address';
import type { Area } from '../../screens/area';
import { AuditPage } from './audit-page';
import { UserScreen } from './user-screen';

const path = auditPath();

/** The centre's audit log: what everybody did, by record and by person, and whether it is whole. */
export const auditArea: Area = {
  group: 'administration',
  screens: [{ entity: 'user', record: UserScreen }],
  pages: [{ path, title: 'audit.title', screen: AuditPage, capability }],
  commands: [{ id: 'audit.open', title: 'audit.title', icon: IconListSearch, path, capability }],
};
