import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCall } from '../../bridge/use-call';
import type { Session } from '../../bridge/use-session';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording } from '../../screens/text/wording';
import { formatDate } from '../../kit/show/format-date';
import { DoorPage } from './door-page';
import styles from './door.module.css';

/** Whether it is an address that a centre may have. */
function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Makes this machine a desk of the shop, with the code that the shop was given for it. */
export function ConnectScreen({ session }: { readonly session: Session }) {
  const { t } = useWording();
  const call = useCall();
  const save = useSave();
  const [url, setUrl] = useState(session.centre?.url ?? '');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  const wrong = asked && !isAddress(url.trim());
  const connect = () => {
    setAsked(true);
    if (isAddress(url.trim()) && code.trim())
      void save.run(() => call('session.connect', { url: url.trim(), code: code.trim() }));
  };
  return (
    <DoorPage title={t(session.outOfService ? 'connect.outTitle' : 'connect.title')}>
      {session.outOfService && <OutOfService told={session.outOfService} />}
      <p className={styles.text}>{t('connect.text')}</p>
      {save.error && <ProblemNote error={save.error} />}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          connect();
        }}
      >
        <TextInput
          label={t('connect.url')}
          type="url"
          name="url"
          placeholder="https://"
          autoFocus
          value={url}
          error={wrong ? t('connect.urlWrong') : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('connect.code')}
          name="code"
          autoComplete="off"
          spellCheck={false}
          value={code}
          error={asked && code.trim() === '' ? t('connect.codeMissing') : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={save.busy}>
          {t('connect.go')}
        </Button>
      </form>
    </DoorPage>
  );
}

interface OutOfServiceProps {
  readonly told: NonNullable<Session['outOfService']>;
}

/** What has happened to this machine, and to what was on it. */
function OutOfService({ told: { at, centreName, kept } }: OutOfServiceProps) {
  const { t, locale } = useWording();
  // Drafts of the people who worked here name customers, too.
  useEffect(() => window.localStorage.clear(), []);
  return (
    <div className={styles.offline} role="status">
      <p>{t('connect.out', { centre: centreName, time: formatDate(at, { locale }) })}</p>
      <p>{t('connect.outWiped')}</p>
      {kept > 0 && <p>{t('connect.outKept', { count: kept })}</p>}
    </div>
  );
}
