import { MantineProvider } from '@mantine/core';
import type { i18n } from 'i18next';
import { ErrorNote } from '../kit/page/error-note';
import { theme } from './theme';
import styles from './session/door.module.css';

interface NoBridgeProps {
  readonly translation: i18n;
  readonly nonce: string;
}

/** The page was opened somewhere else than in the product: there is no way to the records. */
export function NoBridge({ translation, nonce }: NoBridgeProps) {
  const { t } = translation;
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <main className={styles.page}>
        <ErrorNote happened={t('lost.bridge')} kept={t('lost.bridgeKept')} advice={t('lost.bridgeAdvice')} />
      </main>
    </MantineProvider>
  );
}
