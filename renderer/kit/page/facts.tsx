import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** A label and its value. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Says that the value was changed here and not sent yet. */
  readonly pending?: string;
  /** Figures and money stand at the right, in a column. */
  readonly align?: 'start' | 'end';
  /** Set apart from what is above it, such as a total. */
  readonly strong?: boolean;
}

interface FactsProps {
  readonly facts: readonly Fact[];
  /** Labels above values, for narrow columns. */
  readonly stacked?: boolean;
}

/** Labels and values, one under another. */
export function Facts({ facts, stacked = false }: FactsProps) {
  return (
    <dl className={styles.facts} data-stacked={stacked || undefined}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact} data-strong={fact.strong || undefined}>
          <dt className={styles.label}>{fact.label}</dt>
          <dd className={styles.value} data-align={fact.align}>
            {fact.pending !== undefined && (
              <Tooltip label={fact.pending}>
                <span role="img" aria-label={fact.pending} className={styles.pending} />
              </Tooltip>
            )}
            <span className={styles.content}>{fact.value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
