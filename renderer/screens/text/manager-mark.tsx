import { IconShieldLock } from '@tabler/icons-react';
import { useWording } from './wording';

/** Beside what this person may not do, and a manager at this desk can let through. */
export function ManagerMark() {
  const { t } = useWording();
  return <IconShieldLock size={15} stroke={1.5} role="img" aria-label={t('override.mark')} />;
}
