import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { assertNever } from '../../../shared/kernel/assert';
import { useAnswer } from '../../bridge/use-call';
import { useForgetAll } from '../../bridge/use-refresh-all';
import { useSyncStatus } from '../../bridge/use-sync-status';
import { ProblemNote } from '../../screens/text/problem-note';
import { DeskFrame } from '../frame/desk-frame';
import { usePersonSettings } from '../frame/use-person-settings';
import { ConnectScreen } from './connect-screen';
import { FirstLoad } from './first-load';
import { SignInScreen } from './sign-in-screen';
import styles from './door.module.css';

/** Lets somebody in: the desk must be connected, the person known, the first records here. */
export function SessionGate() {
  usePersonSettings();
  const { answer: session, error, retry } = useAnswer('session.get', null);
  const status = useSyncStatus();
  const forget = useForgetAll();
  const navigate = useNavigate();
  const person = session?.person?.userId;
  const last = useRef(person);
  useEffect(() => {
    const before = last.current;
    last.current = person;
    if (before === undefined || before === person) return;
    // What the one before had open and had read is nobody else's business.
    void navigate('/');
    notifications.clean();
    forget();
  }, [person, forget, navigate]);
  if (!session) return error ? <div className={styles.page}><ProblemNote error={error} onRetry={retry} /></div> : null; // prettier-ignore
  switch (session.state) {
    case 'unregistered':
      return <ConnectScreen session={session} />;
    case 'signedOut':
      return <SignInScreen session={session} />;
    case 'signedIn':
      if (status && status.scopes.length === 0) return <FirstLoad />;
      return <DeskFrame session={session} />;
    default:
      return assertNever(session.state);
  }
}
