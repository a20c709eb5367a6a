import { Button } from '@mantine/core';
import type { PlainError } from '../../../shared/kernel/errors';
import { ErrorNote } from '../../kit/page/error-note';
import { errorText } from './error-text';
import { useWording } from './wording';

interface ProblemNoteProps {
  readonly error: PlainError;
  /** With it, a button tries again. */
  readonly onRetry?: () => void;
  /** Says better than the error itself what was kept. */
  readonly kept?: string;
}

/** An error in words: what happened, what was kept, what to do. */
export function ProblemNote({ error, onRetry, kept }: ProblemNoteProps) {
  const { t, locale } = useWording();
  const text = errorText(error, t, locale);
  const retry = onRetry && (
    <Button variant="default" size="xs" onClick={onRetry}>
      {t('common.tryAgain')}
    </Button>
  );
  return (
    <ErrorNote
      happened={text.happened}
      kept={kept ?? text.kept}
      advice={text.advice}
      actions={retry}
      {...(text.reference ? { reference: text.reference } : {})}
    />
  );
}
