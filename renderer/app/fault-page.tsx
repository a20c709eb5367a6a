import { Button, Group } from '@mantine/core';
import { isRouteErrorResponse, useNavigate, useRouteError } from 'react-router';
import { toPlainError } from '../../shared/kernel/errors';
import { NoPage } from './no-page';
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
  if (isRouteErrorResponse(thrown)) return <NoPage />;
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
      <div className={styles.fault}>
        <ErrorNote
          happened={t('fault.happened')}
          kept={t('fault.kept')}
          advice={t('fault.advice')}
          actions={again}
          reference={toPlainError(thrown).message.slice(0, 300)}
        />
      </div>
    </div>
  );
}
