import type { ReactElement } from 'react';
import type { Tone } from './tone';
import { TONE_ICON } from './tone-icon';
import styles from './state-chip.module.css';

interface StateChipProps {
  /** Says the kind of state; colour and shape follow from it. */
  readonly tone: Tone;
  /** The word for the state, in the person's language. */
  readonly word: string;
  /** Another 14 px icon, when the shape of the tone is not telling enough. */
  readonly icon?: ReactElement;
}

/** A state as colour, shape and word: never colour alone. */
export function StateChip({ tone, word, icon }: StateChipProps) {
  const Shape = TONE_ICON[tone];
  return (
    <span className={styles.chip} data-tone={tone}>
      {icon ?? <Shape size={14} stroke={1.75} aria-hidden />}
      <span className={styles.word}>{word}</span>
    </span>
  );
}
