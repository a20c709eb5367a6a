import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { store } from '../../shared/domain/administration/store';
import { domain } from '../../shared/domain/domain';
import type { Entity } from '../../shared/kernel/entity';
import { makeId } from '../bridge/make-id';
import { useMutate } from '../bridge/use-mutate';
import { useRecords } from '../bridge/use-records';
import { refusedRecord, useRefused } from '../bridge/gestures/use-refused';
import { RecordHead } from '../kit/page/record-head';
import { listPath, recordPath } from '../screens/address';
import { SkeletonRows } from '../kit/show/skeleton-rows';
import { useNotice } from '../screens/text/use-notice';
import { useWording } from '../screens/text/wording';
import { problemsOf } from '../screens/form/field-problem';
import { firstValues } from '../screens/form/first-values';
import { FormPage } from '../screens/form/form-page';
import { FormSections } from '../screens/form/form-sections';
import { useLeaveGuard } from '../screens/form/use-leave-guard';
import { useSave } from '../bridge/gestures/use-save';

/** Where the whole is that a new part was asked for, or undefined. */
function wholeOf(entity: Entity, given: Readonly<Record<string, string>>): string | undefined {
  const id = entity.partOf ? given[entity.partOf] : undefined;
  const name = entity.partOf ? entity.fields[entity.partOf]?.options.entity : undefined;
  return id && name ? recordPath(domain.entity(name), id) : undefined;
}

/** Makes a new record: an empty form, or the one of a refused gesture filled in as it was (`from` in the address). */
export function CreateScreen({ entity }: { readonly entity: Entity }) {
  const { t } = useWording();
  const [search] = useSearchParams();
  const refused = useRefused(`${entity.name}.create`, search.get('from'));
  if (refused.loading) return <SkeletonRows rows={8} columns={2} label={t('list.loading')} />;
  return <Form entity={entity} refused={refused} />;
}

interface FormProps {
  readonly entity: Entity;
  readonly refused: ReturnType<typeof useRefused>;
}

/** Checks as one types, keeps what was typed whatever happens, and saves once. */
function Form({ entity, refused }: FormProps) {
  const wording = useWording();
  const { t } = wording;
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const mutate = useMutate();
  const save = useSave();
  const notice = useNotice();
  // Made once: pressing the button again after an error is the same gesture.
  const [ids] = useState(() => ({ id: makeId(), uid: makeId(), now: Date.now() }));
  const currency = useRecords(store, { limit: 1 }, { skip: !('currency' in entity.fields) }).rows[0]?.currency;
  const given = useMemo(() => Object.fromEntries(search), [search]);
  const [{ entry }] = useState(refused); // once it is repaired it is no longer refused
  const [typed, setTyped] = useState(entry ? refusedRecord(entity, entry) : {});
  const [asked, setAsked] = useState(false);
  const record = { ...firstValues(entity, { ...ids, given, ...(currency ? { currency } : {}) }), ...typed };
  const problems = problemsOf(entity, record, wording);
  const guard = useLeaveGuard(Object.keys(typed).length > 0);
  const whole = wholeOf(entity, given);
  const count = asked ? Object.keys(problems).length : 0;

  const create = async () => {
    const done = await save.run(() => mutate(`${entity.name}.create`, record, { uid: ids.uid }));
    if (!done) return;
    await refused.repaired().catch(notice.failed);
    guard.leave(() => void navigate(whole ?? recordPath(entity, ids.id), { replace: true }));
  };
  const cancel = () => void navigate(whole ?? listPath(entity));
  const title = t('form.new', { one: wording.one(entity) });
  return (
    <FormPage
      head={<RecordHead title={title} close={{ label: t('common.cancel'), onClose: cancel }} />}
      refused={entry?.error}
      failed={save.error}
      problems={problems}
      hint={count > 0 ? t('form.problems', { count }) : ''}
      save={{ label: t('form.create'), busy: save.busy }}
      onTry={() => setAsked(true)}
      onSave={() => void create()}
      onCancel={cancel}
    >
      <FormSections
        {...{ entity, record, wording }}
        problems={asked ? problems : {}}
        onChange={(name, value) => setTyped((before) => ({ ...before, [name]: value }))}
        hidden={whole && entity.partOf ? [entity.partOf] : []}
      />
      {guard.dialog}
    </FormPage>
  );
}
