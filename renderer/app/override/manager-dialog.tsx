import { Avatar, Button, Group, PasswordInput, Radio, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { toPlainError, type ErrorCode } from '../../../shared/kernel/errors';
import { SubjectTitle } from '../../areas/sync/ledger/subject-title';
import { asArgs } from '../../areas/sync/ledger/ledger-subject';
import { verbWords } from '../../screens/text/verb-words';
import type { RefusedGesture } from '../../bridge/gestures/ask-override';
import { useCall } from '../../bridge/use-call';
import type { Manager } from '../../bridge/gestures/use-managers';
import { useSession } from '../../bridge/use-session';
import { Dialog } from '../../screens/form/dialog';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useNotice } from '../../screens/text/use-notice';
import { useWording } from '../../screens/text/wording';
import styles from './override.module.css';

interface ManagerDialogProps {
  readonly gesture: RefusedGesture;
  /** Who may do it, last signed in first; at least one. */
  readonly managers: readonly Manager[];
  readonly onThrough: () => void;
  readonly onLeave: () => void;
  /** The gesture itself cannot be done, whoever does it: that is for the screen that it came from. */
  readonly onFail: (error: unknown) => void;
}

/** What the manager can put right in this dialog, or ask a colleague to. */
const own: readonly ErrorCode[] = ['unauthenticated', 'locked', 'expired', 'offline', 'unavailable', 'forbidden'];
/** As long as the centre keeps a reason. */
const REASON = 200;

/** A manager at the desk of a clerk: who it is, PIN or password, why. The clerk stays signed in. */
export function ManagerDialog({ gesture, managers, onThrough, onLeave, onFail }: ManagerDialogProps) {
  const wording = useWording();
  const { t } = wording;
  const call = useCall();
  const save = useSave();
  const notice = useNotice();
  const clerk = useSession()?.person?.name ?? '';
  const [chosen, choose] = useState(managers[0]?.userId);
  const [secret, setSecret] = useState('');
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const manager = managers.find(({ userId }) => userId === chosen) ?? managers[0];
  const byPin = manager?.byPin ?? false;
  // A fifth wrong try turns the PIN into a password, and another person has another secret.
  useEffect(() => setSecret(''), [byPin, chosen]);
  if (!manager) return null;
  const ready = (byPin ? /^\d{4,8}$/.test(secret) : secret !== '') && reason.trim() !== '';
  const { uid, name, args, deps } = gesture;
  const letThrough = async () => {
    let failed: unknown;
    const through = await save.run(async () => {
      const mutation = { uid, name, args, deps: [...deps] };
      const proof = byPin ? { pin: secret } : { password: secret };
      await call('override.mutate', { mutation, userId: manager.userId, proof, reason }).catch((error: unknown) => {
        failed = error;
        throw error;
      });
    });
    if (through) {
      notice.done(t('override.done', { name: manager.name }));
      return onThrough();
    }
    if (!own.includes(toPlainError(failed).code)) return onFail(failed);
    setSecret('');
    field.current?.focus();
  };
  return (
    <Dialog opened onClose={onLeave} title={t('override.title')} size={460} zIndex={300} closeOnEscape trapFocus>
      <form
        className={styles.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void letThrough();
        }}
      >
        <p className={styles.text}>{t('override.text', { name: clerk })}</p>
        <p className={styles.what}>
          <strong>{verbWords(name, wording)}</strong>
          <span>
            <SubjectTitle verb={name} args={asArgs(args)} />
          </span>
        </p>
        <Who managers={managers} chosen={manager.userId} onChoose={choose} />
        <PasswordInput
          ref={field}
          label={t(byPin ? 'override.pin' : 'override.password', { name: manager.name })}
          name={byPin ? 'pin' : 'password'}
          data-autofocus={managers.length === 1 || undefined}
          inputMode={byPin ? 'numeric' : 'text'}
          maxLength={byPin ? 8 : 200}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t(byPin ? 'pin.show' : 'signIn.showPassword') }}
          value={secret}
          onChange={({ currentTarget: { value } }) => setSecret(byPin ? value.replace(/\D/g, '') : value)}
        />
        <TextInput
          label={t('override.reason')}
          description={t('override.reasonText')}
          required
          withAsterisk={false}
          maxLength={REASON}
          autoComplete="off"
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value.replace(/\p{Cc}/gu, ' '))}
        />
        {save.error && own.includes(save.error.code) && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onLeave}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            leftSection={<IconShieldCheck size={16} stroke={1.5} />}
            loading={save.busy}
            disabled={!ready}
          >
            {t('override.go')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

interface WhoProps {
  readonly managers: readonly Manager[];
  readonly chosen: string;
  readonly onChoose: (userId: string) => void;
}

/** Who lets it through: the arrow keys choose. One alone is only named. */
function Who({ managers, chosen, onChoose }: WhoProps) {
  const { t } = useWording();
  const face = ({ name, byPin }: Manager) => (
    <>
      <Avatar size={30} radius={30} name={name} color="accent" variant="light" aria-hidden />
      <span className={styles.face}>
        <span className={styles.name}>{name}</span>
        <span className={styles.detail}>{t(byPin ? 'lock.byPin' : 'lock.byPassword')}</span>
      </span>
    </>
  );
  const [only] = managers;
  if (only && managers.length === 1) return <div className={styles.person}>{face(only)}</div>;
  return (
    <Radio.Group value={chosen} onChange={onChoose} label={t('override.who')}>
      <div className={styles.people}>
        {managers.map((one) => (
          <Radio.Card
            key={one.userId}
            value={one.userId}
            className={styles.person}
            data-autofocus={one.userId === chosen || undefined}
          >
            {face(one)}
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
