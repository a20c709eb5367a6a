import { IconLock } from '@tabler/icons-react';
import { EmptyState } from '../kit/page/empty-state';
import { useWording } from '../screens/text/wording';

/** The person may not see this page. */
export function Forbidden() {
  const { t } = useWording();
  return <EmptyState icon={IconLock} title={t('fault.forbidden')} advice={t('fault.forbiddenAdvice')} />;
}
