import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import { desk as entity } from '../../../shared/domain/administration/desk';
import { renameDesk } from '../../../shared/domain/administration/rename-desk';
import { revokeDesk } from '../../../shared/domain/administration/revoke-desk';
import type { RecordOf } from '../../../shared/kernel/entity';
import { useMutate } from '../../bridge/use-mutate';
import { useMay } from '../../bridge/use-session';
import { Section } from '../../kit/page/section';
import { Dialog } from '../../screens/form/dialog';
import { useGesture } from '../../bridge/gestures/use-gesture';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../../screens/text/problem-note';
import { useWording } from '../../screens/text/wording';
import styles from './desks.module.css';

type Desk = RecordOf<typeof entity>;

/** Names a desk, and takes it out of service. Nothing more is done to one that is out. */
export function DeskCare({ desk }: { readonly desk: Desk }) {
  const { t } = useWording();
  const mayRename = useMay(renameDesk.capability);
  const mayRevoke = useMay(revokeDesk.capability);
  if (desk.revokedAt !== null || !(mayRename || mayRevoke)) return null;
  return (
    <Section title={t('desks.care')}>
      <div className={styles.care}>
        {mayRename && <NameForm desk={desk} />}
        {mayRevoke && <OutOfService desk={desk} />}
      </div>
    </Section>
  );
}

function NameForm({ desk }: { readonly desk: Desk }) {
  const { t, field } = useWording();
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const [typed, setTyped] = useState(desk.name);
  const name = typed.trim();
  const submit = () => {
    const args = { deskId: desk.id, name };
    void save.run(() => mutate(renameDesk, args, { uid: uidFor({ ...args, from: desk.name }) }));
  };
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '' && name !== desk.name) submit();
      }}
    >
      <TextInput
        className={styles.grow}
        label={field(entity, 'name')}
        maxLength={100}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={save.busy} disabled={name === '' || name === desk.name}>
        {t('desks.rename')}
      </Button>
      {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
    </form>
  );
}

function OutOfService({ desk }: { readonly desk: Desk }) {
  const { t } = useWording();
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const [asked, setAsked] = useState(false);
  const revoke = async () => {
    const args = { deskId: desk.id };
    if (await save.run(() => mutate(revokeDesk, args, { uid: uidFor(args) }))) setAsked(false);
  };
  return (
    <>
      <p className={styles.text}>{t('desks.outText')}</p>
      <Button
        variant="light"
        color="red"
        leftSection={<IconPlugConnectedX size={16} stroke={1.5} />}
        onClick={() => setAsked(true)}
      >
        {t('desks.out')}
      </Button>
      <Dialog opened={asked} onClose={() => setAsked(false)} title={t('desks.outTitle', { name: desk.name })} size="sm">
        <Text size="sm">{t('desks.outSure')}</Text>
        {save.error && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={save.busy} onClick={() => void revoke()}>
            {t('desks.out')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
