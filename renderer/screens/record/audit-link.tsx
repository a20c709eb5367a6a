import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from 'react-router';
import { READ_AUDIT } from '../../../shared/domain/administration/read-audit';
import type { Entity } from '../../../shared/kernel/entity';
import { useMay } from '../../bridge/use-session';
import { auditPath } from '../address';
import { useWording } from '../text/wording';

/** Leads to what the audit log says of a record, for whoever may read it. */
export function AuditLink({ entity, id }: { readonly entity: Pick<Entity, 'name'>; readonly id: string }) {
  const { t } = useWording();
  if (!useMay(READ_AUDIT)) return null;
  return (
    <Tooltip label={t('record.audit')}>
      <ActionIcon
        component={Link}
        to={auditPath({ entity: entity.name, id })}
        variant="default"
        aria-label={t('record.audit')}
      >
        <IconHistory size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
