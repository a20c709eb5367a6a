import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useCall } from '../../bridge/use-call';
import type { Session } from '../../bridge/use-session';
import { useSyncStatus } from '../../bridge/use-sync-status';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording } from '../../screens/text/wording';
import { DoorPage } from './door-page';
import { PeopleCards } from './people-cards';
import styles from './door.module.css';

interface SignInScreenProps {
  readonly session: Session;
  /** Back to the people of a shared desk. */
  readonly onBack?: (() => void) | undefined;
}

/** Who are you? People of the demo are cards to press; otherwise name and password, also without the line for who was here before. */
export function SignInScreen({ session, onBack }: SignInScreenProps) {
  const { t } = useWording();
  const call = useCall();
  const status = useSyncStatus();
  const save = useSave();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const signIn = (who: { userName: string; password: string }) => void save.run(() => call('session.signIn', who));
  const choose = (name: string) => {
    setUserName(name);
    setPassword('');
    save.forget();
    field.current?.focus();
  };
  const demo = session.demo ?? [];
  const known = session.known.filter((person) => !demo.some(({ userName: name }) => name === person.userName));
  return (
    <DoorPage title={t('signIn.title')} detail={session.centre?.name}>
      {save.error && <ProblemNote error={save.error} />}
      {status?.line === 'offline' && <p className={styles.offline}>{t('signIn.offline')}</p>}
      {demo.length > 0 && (
        <PeopleCards
          label={t('signIn.demo')}
          people={demo.map(({ userName: id, name, role }) => ({ id, name, detail: role }))}
          busy={save.busy}
          onChoose={(id) => {
            const person = demo.find((one) => one.userName === id);
            if (person) signIn(person);
          }}
        />
      )}
      {known.length > 0 && (
        <PeopleCards
          label={t('signIn.known')}
          people={known.map(({ userName: id, name }) => ({ id, name, detail: id }))}
          busy={save.busy}
          onChoose={choose}
        />
      )}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (userName.trim() && password) signIn({ userName: userName.trim(), password });
        }}
      >
        <TextInput
          label={t('signIn.userName')}
          name="userName"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={demo.length === 0}
          value={userName}
          onChange={(event) => setUserName(event.currentTarget.value)}
        />
        <PasswordInput
          ref={field}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={save.busy} disabled={userName.trim() === '' || password === ''}>
          {t('signIn.go')}
        </Button>
      </form>
      {onBack && (
        <Button variant="subtle" size="sm" className={styles.aside} onClick={onBack}>
          {t('lock.back')}
        </Button>
      )}
    </DoorPage>
  );
}
