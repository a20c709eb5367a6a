import { IconAlertTriangle, IconArrowBackUp, IconBarcode, IconCheck } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './scan-field.module.css';

/** What came of the last scan. */
export interface LastScan {
  readonly result: 'known' | 'unknown';
  /** The code as it was read. */
  readonly code: string;
  /** What it was, or what to do with an unknown one. */
  readonly words: string;
  /** Takes the scan back. */
  readonly undo?: { readonly label: string; readonly onUndo: () => void };
}

interface ScanFieldProps {
  /** What a scan does here, such as "Scan an item to pick it". */
  readonly prompt: string;
  /** "Ready to scan", or why not. */
  readonly status: string;
  readonly armed: boolean;
  readonly last?: LastScan;
  /** A way to type the code by hand. */
  readonly children?: ReactNode;
}

/** Shows that a scan will be heard, what it will do, and what came of the last one. Needs no focus. */
export function ScanField({ prompt, status, armed, last, children }: ScanFieldProps) {
  const Result = last?.result === 'unknown' ? IconAlertTriangle : IconCheck;
  return (
    <div className={styles.field} data-armed={armed || undefined}>
      <div className={styles.ready}>
        <IconBarcode size={36} stroke={1.5} aria-hidden className={styles.sign} />
        <div className={styles.words}>
          <p className={styles.prompt}>{prompt}</p>
          <p className={styles.status}>
            <span className={styles.lamp} aria-hidden />
            {status}
          </p>
        </div>
        {children}
      </div>
      <div role="status" className={styles.result}>
        {last && (
          <div key={last.code} className={styles.last} data-result={last.result}>
            <Result size={18} stroke={2} aria-hidden className={styles.shape} />
            <span className={styles.lastWords}>{last.words}</span>
            <code className={styles.code}>{last.code}</code>
            {last.undo && (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconArrowBackUp size={15} stroke={1.5} />}
                onClick={last.undo.onUndo}
              >
                {last.undo.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
