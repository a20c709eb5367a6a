import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { finishTask } from '../../../../shared/domain/administration/finish-task';
import { task } from '../../../../shared/domain/administration/task';
import type { RecordOf } from '../../../../shared/kernel/entity';
import { useMutate } from '../../../bridge/use-mutate';
import { Card } from '../../../kit/page/card';
import { Facts } from '../../../kit/page/facts';
import { DateText } from '../../../kit/show/date-text';
import { fieldOf } from '../../../screens/fields/field-kinds';
import { RefTitle } from '../../../screens/fields/parts/ref-title';
import { useGesture } from '../../../bridge/gestures/use-gesture';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording } from '../../../screens/text/wording';
import styles from './inbox.module.css';

type Task = RecordOf<typeof task>;

/** What a task is about, in the order in which one looks for it. */
const about = ['orderId', 'itemId', 'variantId', 'warehouseId', 'storeId', 'quantity'] as const;

/** Something that did not fit when it happened: what it is about, and a press says that it has been seen to. */
export function TaskCard({ task: row }: { readonly task: Task }) {
  const wording = useWording();
  const { t, locale } = wording;
  const mutate = useMutate();
  const uidFor = useGesture();
  const save = useSave();
  const notice = useNotice();
  const [note, setNote] = useState('');
  const finish = async () => {
    const args = { id: row.id, note: note.trim() || null, open: false };
    if (await save.run(() => mutate(finishTask, args, { uid: uidFor(args) }))) notice.done(t('inbox.taskDone'));
  };
  const facts = about.flatMap((name) => {
    const value = row[name];
    if (value === null) return [];
    const { field, parts } = fieldOf(task, name);
    const cell = <parts.Cell {...{ entity: task, name, field, wording, value }} record={row} full />;
    return [{ label: wording.field(task, name), value: cell }];
  });
  return (
    <Card
      title={wording.choice(task, 'kind', row.kind)}
      detail={
        <>
          <DateText at={row.at} locale={locale} />
          <RefTitle entity="user" id={row.actorId} wording={wording} />
        </>
      }
    >
      {facts.length > 0 && <Facts facts={facts} />}
      <form
        className={styles.finish}
        onSubmit={(event) => {
          event.preventDefault();
          void finish();
        }}
      >
        <TextInput
          className={styles.note}
          aria-label={wording.field(task, 'note')}
          placeholder={t('inbox.note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.busy}>
          {t('common.done')}
        </Button>
      </form>
      {save.error && <ProblemNote error={save.error} />}
    </Card>
  );
}
