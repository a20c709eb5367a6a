import { Button } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import type { PlainError } from '../../../shared/kernel/errors';
import { useShortcuts } from '../../kit/keys/use-shortcuts';
import { ProblemNote } from '../text/problem-note';
import { useWording } from '../text/wording';
import { useFirstField } from './form-sections';
import styles from './form.module.css';

interface FormPageProps {
  readonly head: ReactNode;
  /** Why the gesture that this form mends was refused. */
  readonly refused?: PlainError | null | undefined;
  /** Why the last save failed. */
  readonly failed?: PlainError | undefined;
  /** What is wrong, by field: saving leads to the first of them. */
  readonly problems: Readonly<Record<string, string>>;
  /** How far one is, at the foot. */
  readonly hint: string;
  readonly save: { readonly label: string; readonly busy: boolean; readonly disabled?: boolean };
  /** Pressed with problems or without. */
  readonly onTry?: () => void;
  /** Nothing is wrong. */
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form that fills the page: its fields scroll between the head and the buttons; the keyboard saves from everywhere. */
export function FormPage(props: FormPageProps) {
  const { head, refused, failed, problems, hint, save, onTry, onSave, onCancel, children } = props;
  const { t } = useWording();
  const form = useRef<HTMLFormElement>(null);
  useFirstField(form);
  const run = () => {
    onTry?.();
    const [first] = Object.keys(problems);
    if (!first) return onSave();
    form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea)`)?.focus();
  };
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
        run();
      }}
    >
      {head}
      <div className={styles.scroll}>
        <div className={styles.form}>
          {refused && <ProblemNote error={refused} kept={t('form.refusedKept')} />}
          {failed && <ProblemNote error={failed} kept={t('form.kept')} />}
          {children}
        </div>
      </div>
      <div className={styles.bar}>
        <span className={styles.hint} role="status">
          {hint}
        </span>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.busy} disabled={save.disabled === true}>
          {save.label}
        </Button>
      </div>
    </form>
  );
}
