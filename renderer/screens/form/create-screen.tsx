import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { store } from '../../../shared/domain/administration/store';
import { domain } from '../../../shared/domain/domain';
import type { Entity } from '../../../shared/kernel/entity';
import { makeId } from '../../bridge/make-id';
import { useMutate } from '../../bridge/use-mutate';
import { useRecords } from '../../bridge/use-records';
import { RecordHead } from '../../kit/page/record-head';
import { listPath, recordPath } from '../address';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { SkeletonRows } from '../../kit/show/skeleton-rows';
import { ProblemNote } from '../text/problem-note';
import { useNotice } from '../text/use-notice';
import { useWording } from '../text/wording';
import { problemsOf } from './field-problem';
import { firstValues } from './first-values';
import { FormSections, useFirstField } from './form-sections';
import { useLeaveGuard } from './use-leave-guard';
import { refusedRecord, useRefused } from './use-refused';
import { useSave } from './use-save';
import styles from './form.module.css';

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
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const record = { ...firstValues(entity, { ...ids, given, ...(currency ? { currency } : {}) }), ...typed };
  const problems = problemsOf(entity, record, wording);
  const guard = useLeaveGuard(Object.keys(typed).length > 0);
  const whole = wholeOf(entity, given);

  const submit = async () => {
    setAsked(true);
    const [first] = Object.keys(problems);
    if (first)
      return form.current
        ?.querySelector<HTMLElement>(`[data-field="${first}"] input, [data-field="${first}"] textarea`)
        ?.focus();
    const done = await save.run(() => mutate(`${entity.name}.create`, record, { uid: ids.uid }));
    if (done) await refused.repaired().catch(notice.failed);
    if (done) guard.leave(() => void navigate(whole ?? recordPath(entity, ids.id), { replace: true }));
  };
  const cancel = () => void navigate(whole ?? listPath(entity));
  const run = () => void submit();
  useShortcuts([
    { keys: ['mod+s'], title: 'shortcuts.save', run },
    { keys: ['mod+Enter'], title: 'shortcuts.save', run },
  ]);

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
      <RecordHead
        title={t('form.new', { one: wording.one(entity) })}
        close={{ label: t('common.cancel'), onClose: cancel }}
      />
      <div className={styles.scroll}>
        <div className={styles.form}>
          {entry?.error && <ProblemNote error={entry.error} kept={t('form.refusedKept')} />}
          {save.error && <ProblemNote error={save.error} kept={t('form.kept')} />}
          <FormSections
            {...{ entity, record, wording }}
            problems={asked ? problems : {}}
            onChange={(name, value) => setTyped((before) => ({ ...before, [name]: value }))}
            hidden={whole && entity.partOf ? [entity.partOf] : []}
          />
        </div>
      </div>
      <div className={styles.bar}>
        <span className={styles.hint} role="status">
          {asked && Object.keys(problems).length > 0 ? t('form.problems', { count: Object.keys(problems).length }) : ''}
        </span>
        <Button variant="default" onClick={cancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.busy}>
          {t('form.create')}
        </Button>
      </div>
      {guard.dialog}
    </form>
  );
}
