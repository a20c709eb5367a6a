import { Avatar, Button, PasswordInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useCall } from '../../bridge/use-call';
import type { Session } from '../../bridge/use-session';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording } from '../../screens/text/wording';
import { DoorPage } from './door-page';
import { PeopleCards } from './people-cards';
import styles from './door.module.css';

interface LockScreenProps {
  readonly session: Session;
  /** To the door that asks for name and password. */
  readonly onOther: () => void;
}

type Known = Session['known'][number];

/** A desk that its people share: whose session it is, and a way in for each of them, by PIN where one is set. */
export function LockScreen({ session, onOther }: LockScreenProps) {
  const { t } = useWording();
  const { person, known, pins } = session;
  const [chosen, choose] = useState<Known | null>(person);
  const others = known.filter(({ userId }) => userId !== chosen?.userId);
  return (
    <DoorPage title={t(person ? 'lock.title' : 'signIn.title')} detail={session.centre?.name}>
      {chosen && (
        <Entry
          key={chosen.userId}
          person={chosen}
          byPin={pins.includes(chosen.userId)}
          detail={t(chosen.userId === person?.userId ? 'lock.isHere' : 'lock.comesIn')}
        />
      )}
      {others.length > 0 && (
        <PeopleCards
          label={t(chosen ? 'lock.others' : 'lock.people')}
          people={others.map(({ userId: id, name }) => ({
            id,
            name,
            detail: t(pins.includes(id) ? 'lock.byPin' : 'lock.byPassword'),
          }))}
          busy={false}
          onChoose={(id) => choose(known.find(({ userId }) => userId === id) ?? null)}
        />
      )}
      <Button variant="subtle" size="sm" className={styles.aside} onClick={onOther}>
        {t('lock.other')}
      </Button>
    </DoorPage>
  );
}

interface EntryProps {
  readonly person: Known;
  readonly byPin: boolean;
  readonly detail: string;
}

/** One person's way in: the field that is to be filled has the keyboard, Enter opens. */
function Entry({ person, byPin, detail }: EntryProps) {
  const { t } = useWording();
  const call = useCall();
  const save = useSave();
  const [secret, setSecret] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { userId, userName, name } = person;
  // Also when the fifth wrong try has turned the PIN into a password.
  useEffect(() => field.current?.focus(), [byPin]);
  const enter = async () => {
    const into = () =>
      byPin
        ? call('session.signInByPin', { userId, pin: secret })
        : call('session.signIn', { userName, password: secret });
    if (await save.run(into)) return;
    setSecret('');
    field.current?.focus();
  };
  const ready = byPin ? /^\d{4,8}$/.test(secret) : secret !== '';
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void enter();
      }}
    >
      <div className={styles.whose}>
        <Avatar size={52} radius={52} name={name} color="accent" variant="filled" aria-hidden />
        <span className={styles.cardText}>
          <strong className={styles.whoseName}>{name}</strong>
          <span className={styles.detail}>{detail}</span>
        </span>
      </div>
      {save.error && <ProblemNote error={save.error} />}
      <PasswordInput
        ref={field}
        label={t(byPin ? 'lock.pin' : 'signIn.password')}
        name={byPin ? 'pin' : 'password'}
        inputMode={byPin ? 'numeric' : 'text'}
        maxLength={byPin ? 8 : 200}
        autoComplete={byPin ? 'off' : 'current-password'}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        value={secret}
        onChange={({ currentTarget: { value } }) => setSecret(byPin ? value.replace(/\D/g, '') : value)}
      />
      <Button type="submit" size="md" loading={save.busy} disabled={!ready}>
        {t('lock.go')}
      </Button>
    </form>
  );
}
