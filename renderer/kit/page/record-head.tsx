import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './record-head.module.css';

interface RecordHeadProps {
  /** What people call the record. */
  readonly title: string;
  /** Its number or code, in figures that can be read out. */
  readonly reference?: string;
  /** `StateChip`s. */
  readonly chips?: ReactNode;
  /** One line of what matters beside the name: who, when. */
  readonly detail?: ReactNode;
  /** The one or two actions that make sense now, the primary one last. */
  readonly actions?: ReactNode;
  readonly tabs?: ReactNode;
  /** Says that a change here has not been sent yet; shown with an amber dot. */
  readonly pending?: string;
  /** With it, a button closes the record. */
  readonly close?: { readonly label: string; readonly onClose: () => void };
}

/** The head of a record: name, reference, states, and what can be done now. */
export function RecordHead({ title, reference, chips, detail, actions, tabs, pending, close }: RecordHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <div className={styles.naming}>
          <div className={styles.names}>
            <h1 className={styles.title}>{title}</h1>
            {reference !== undefined && <span className={styles.reference}>{reference}</span>}
            {chips}
          </div>
          {(detail || pending !== undefined) && (
            <div className={styles.detail}>
              {detail}
              {pending !== undefined && (
                <span className={styles.pending}>
                  <span className={styles.dot} aria-hidden />
                  {pending}
                </span>
              )}
            </div>
          )}
        </div>
        {(actions || close) && (
          <div className={styles.actions}>
            {actions}
            {close && (
              <Tooltip label={close.label}>
                <ActionIcon aria-label={close.label} onClick={close.onClose}>
                  <IconX size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        )}
      </div>
      {tabs}
    </header>
  );
}
