import { useRef, useState } from 'react';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import type { PlainError } from '../../../shared/kernel/errors';
import { makeId } from '../../bridge/make-id';
import { useMutate } from '../../bridge/use-mutate';
import { ErrorNote } from '../../kit/page/error-note';
import { RecordHead } from '../../kit/page/record-head';
import { applied, changed, overtaken, type Changes } from '../form/changes';
import { problemsOf } from '../form/field-problem';
import { FormPage } from '../form/form-page';
import { FormSections } from '../form/form-sections';
import { useLeaveGuard } from '../form/use-leave-guard';
import { useSave } from '../../bridge/gestures/use-save';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { recordReference, recordTitle } from '../text/record-title';
import type { Wording } from '../text/wording';

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
  // One gesture until its changes change: pressing Save again after an error does nothing twice.
  const gesture = useRef<{ changes: Changes; uid: string }>(undefined);
  const draft = applied(record, changes);
  const found = problemsOf(entity, draft, wording);
  const problems = Object.fromEntries(Object.entries(found).filter(([name]) => name in changes));
  const dirty = Object.keys(changes).length > 0;
  const guard = useLeaveGuard(dirty);
  const others = overtaken(record, changes).map((name) => wording.field(entity, name));

  const submit = async () => {
    if (!dirty) return onDone(false);
    if (gesture.current?.changes !== changes) gesture.current = { changes, uid: makeId() };
    const { uid } = gesture.current;
    if (await save.run(() => mutate(`${entity.name}.update`, { id: record.id, changes }, { uid }))) onDone(true);
  };
  useShortcuts([{ keys: ['Escape'], title: 'shortcuts.cancel', run: () => !dirty && onDone(false) }]);

  const reference = recordReference(entity, record);
  return (
    <FormPage
      head={<RecordHead title={recordTitle(entity, draft, wording)} {...(reference ? { reference } : {})} />}
      refused={refused?.error}
      failed={save.error}
      problems={problems}
      hint={dirty ? t('form.changed', { count: Object.keys(changes).length }) : t('form.unchanged')}
      save={{ label: t('form.save'), busy: save.busy, disabled: !dirty }}
      onSave={() => void submit()}
      onCancel={() => onDone(false)}
    >
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
      {guard.dialog}
    </FormPage>
  );
}
