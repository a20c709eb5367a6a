import { Button, Group } from '@mantine/core';
import { isRouteErrorResponse, useNavigate, useRouteError } from 'react-router';
import { IconMapQuestion } from '@tabler/icons-react';
import { AppError, toPlainError } from '../../shared/kernel/errors';
import { EmptyState } from '../kit/page/empty-state';
import { ErrorNote } from '../kit/page/error-note';
import { useWording } from '../screens/text/wording';
import styles from './session/door.module.css';

/** Stands where a page failed or where there is none; the frame around it goes on working. */
export function FaultPage() {
  const { t } = useWording();
  const thrown = useRouteError();
  const navigate = useNavigate();
  const home = (
    <Button variant="default" onClick={() => void navigate('/')}>
      {t('fault.home')}
    </Button>
  );
  const unknown = isRouteErrorResponse(thrown) || (thrown instanceof AppError && thrown.code === 'notFound');
  if (unknown)
    return (
      <EmptyState icon={IconMapQuestion} title={t('fault.noPage')} advice={t('fault.noPageAdvice')} action={home} />
    );
  const again = (
    <Group gap={8}>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('fault.reload')}
      </Button>
      {home}
    </Group>
  );
  return (
    <div className={styles.page}>
      <ErrorNote
        happened={t('fault.happened')}
        kept={t('fault.kept')}
        advice={t('fault.advice')}
        actions={again}
        reference={toPlainError(thrown).message.slice(0, 300)}
      />
    </div>
  );
}
