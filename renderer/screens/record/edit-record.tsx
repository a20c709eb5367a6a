import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import type { PlainError } from '../../../shared/kernel/errors';
import { makeId } from '../../bridge/make-id';
import { useMutate } from '../../bridge/use-mutate';
import { ErrorNote } from '../../kit/page/error-note';
import { RecordHead } from '../../kit/page/record-head';
import { applied, changed, overtaken, type Changes } from '../form/changes';
import { problemsOf } from '../form/field-problem';
import { FormSections, useFirstField } from '../form/form-sections';
import { useLeaveGuard } from '../form/use-leave-guard';
import { useSave } from '../form/use-save';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { ProblemNote } from '../text/problem-note';
import { recordReference, recordTitle } from '../text/record-title';
import type { Wording } from '../text/wording';
import styles from '../form/form.module.css';

interface EditRecordProps {
  readonly entity: Entity;
  /** As it stands now: fields that are not typed in follow what others change meanwhile. */
  readonly record: AnyRecord;
  readonly wording: Wording;
  /** An edit that was refused: typed already, with the reason above. */
  readonly refused?: { readonly typed: Readonly<Record<string, unknown>>; readonly error: PlainError | null };
  /** `saved`: something was written, and did not only stay as it was. */
  readonly onDone: (saved: boolean) => void;
}

/** A record being edited where it stands. Only the fields that were changed are written. */
export function EditRecord({ entity, record, wording, refused, onDone }: EditRecordProps) {
  const { t } = wording;
  const mutate = useMutate();
  const save = useSave();
  const [changes, setChanges] = useState(() =>
    Object.entries(refused?.typed ?? {}).reduce<Changes>(
      (before, [name, value]) => changed(before, record, name, value),
      {},
    ),
  );
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  // One gesture until its changes change: pressing Save again after an error does nothing twice.
  const gesture = useRef<{ changes: Changes; uid: string }>(undefined);
  const draft = applied(record, changes);
  const found = problemsOf(entity, draft, wording);
  const problems = Object.fromEntries(Object.entries(found).filter(([name]) => name in changes));
  const dirty = Object.keys(changes).length > 0;
  const guard = useLeaveGuard(dirty);
  const others = overtaken(record, changes).map((name) => wording.field(entity, name));

  const submit = async () => {
    const [first] = Object.keys(problems);
    if (first) return form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea)`)?.focus();
    if (!dirty) return onDone(false);
    if (gesture.current?.changes !== changes) gesture.current = { changes, uid: makeId() };
    const { uid } = gesture.current;
    if (await save.run(() => mutate(`${entity.name}.update`, { id: record.id, changes }, { uid }))) onDone(true);
  };
  const run = () => void submit();
  useShortcuts([
    { keys: ['mod+s'], title: 'shortcuts.save', run },
    { keys: ['mod+Enter'], title: 'shortcuts.save', run },
    { keys: ['Escape'], title: 'shortcuts.cancel', run: () => !dirty && onDone(false) },
  ]);

  const reference = recordReference(entity, record);
  return (
    <form
      ref={form}
      noValidate
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <RecordHead title={recordTitle(entity, draft, wording)} {...(reference ? { reference } : {})} />
      <div className={styles.scroll}>
        <div className={styles.form}>
          {refused?.error && <ProblemNote error={refused.error} kept={t('form.refusedKept')} />}
          {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
          {others.length > 0 && (
            <ErrorNote
              tone="warning"
              happened={t('form.overtaken', { fields: others.join(', ') })}
              advice={t('form.overtakenAdvice')}
            />
          )}
          <FormSections
            {...{ entity, problems, wording }}
            record={draft}
            onChange={(name, value) => setChanges((before) => changed(before, record, name, value))}
          />
        </div>
      </div>
      <div className={styles.bar}>
        <span className={styles.hint} role="status">
          {dirty ? t('form.changed', { count: Object.keys(changes).length }) : t('form.unchanged')}
        </span>
        <Button variant="default" onClick={() => onDone(false)}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.busy} disabled={!dirty}>
          {t('form.save')}
        </Button>
      </div>
      {guard.dialog}
    </form>
  );
}
