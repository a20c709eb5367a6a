import type { RecordOf } from '../kernel/entity';
import type { user } from '../domain/staff/user';

/** Somebody to sign in as. The password is shown to visitors, so it protects nothing. */
export interface DemoUser {
  record: RecordOf<typeof user>;
  role: string;
  password: string;
}

interface Post {
  roleId: string;
  role: string;
  stores: string[];
  warehouses: string[];
}

function demoUser(name: string, post: Post): DemoUser {
  const userName = name.toLowerCase().split(' ')[0] ?? name;
  const { roleId, role, stores, warehouses } = post;
  const record = {
    id: `user-${userName}`,
    userName,
    name,
    email: `${userName}@backroom.example`,
    roleIds: [roleId],
    stores,
    warehouses,
    active: true,
  };
  return { record, role, password: `${userName}-demo` };
}

export const demoUsers: readonly DemoUser[] = [
  demoUser('Clara Jones', {
    roleId: 'role-clerk',
    role: 'Counter clerk',
    stores: ['store-london'],
    warehouses: ['warehouse-london'],
  }),
  demoUser('William Baker', {
    roleId: 'role-warehouse',
    role: 'Warehouse worker',
    stores: ['store-london', 'store-berlin'],
    warehouses: ['warehouse-midlands', 'warehouse-berlin'],
  }),
  demoUser('Maya Patel', { roleId: 'role-manager', role: 'Shop manager', stores: ['*'], warehouses: ['*'] }),
  demoUser('Anna Schmidt', { roleId: 'role-administrator', role: 'Administrator', stores: ['*'], warehouses: ['*'] }),
];
