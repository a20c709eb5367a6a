import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { assertNever } from '../../../shared/kernel/assert';
import { useAnswer } from '../../bridge/use-call';
import { useForgetAll } from '../../bridge/use-refresh-all';
import type { Session } from '../../bridge/use-session';
import { useSyncStatus } from '../../bridge/use-sync-status';
import { ProblemNote } from '../../screens/text/problem-note';
import { DeskFrame } from '../frame/desk-frame';
import { usePersonSettings } from '../frame/use-person-settings';
import { ManagerDesk } from '../override/manager-desk';
import { ConnectScreen } from './connect-screen';
import { FirstLoad } from './first-load';
import { LockScreen } from './lock-screen';
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
  const answered = session !== undefined;
  const last = useRef(person);
  const [seated, setSeated] = useState(false);
  if (session?.state === 'signedIn' && !seated) setSeated(true);
  const leaves = seated && session?.state === 'locked';
  useEffect(() => {
    if (!answered) return; // while everything is being forgotten, nobody has come or gone
    const before = last.current;
    last.current = person;
    if (before === undefined || before === person) return;
    // What the one before had open and had read is nobody else's business.
    void navigate('/');
    notifications.clean();
    forget();
  }, [answered, person, forget, navigate]);
  useEffect(() => {
    // Nothing of what was on the screen is left in this window's memory while its person is away.
    if (leaves) window.location.reload();
  }, [leaves]);
  if (!session) return error ? <div className={styles.page}><ProblemNote error={error} onRetry={retry} /></div> : null; // prettier-ignore
  if (leaves) return null;
  switch (session.state) {
    case 'unregistered':
      return <ConnectScreen session={session} />;
    case 'signedOut':
    case 'locked':
      return <Door session={session} />;
    case 'signedIn':
      if (status && status.scopes.length === 0) return <FirstLoad />;
      return <ManagerDesk><DeskFrame session={session} /></ManagerDesk>; // prettier-ignore
    default:
      return assertNever(session.state);
  }
}

/** The people of a shared desk at a glance where it is locked or PINs are set; else, and for everybody else, name and password. */
function Door({ session }: { readonly session: Session }) {
  const [other, setOther] = useState(false);
  const shared = session.state === 'locked' || session.pins.length > 0;
  if (shared && !other) return <LockScreen session={session} onOther={() => setOther(true)} />;
  return <SignInScreen session={session} onBack={shared ? () => setOther(false) : undefined} />;
}
