import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { EmptyState } from '../kit/page/empty-state';
import { useWording } from '../screens/text/wording';

/** The address leads nowhere. */
export function NoPage() {
  const { t } = useWording();
  const navigate = useNavigate();
  const home = (
    <Button variant="default" onClick={() => void navigate('/')}>
      {t('fault.home')}
    </Button>
  );
  return (
    <EmptyState alone icon={IconMapQuestion} title={t('fault.noPage')} advice={t('fault.noPageAdvice')} action={home} />
  );
}
