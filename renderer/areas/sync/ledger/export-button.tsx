import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useWording } from '../../../screens/text/wording';
import type { LedgerView } from './use-ledger';
import { useLedgerExport } from './use-ledger-export';

/** Saves what the page lists as a table. */
export function ExportButton({ view }: { readonly view: LedgerView }) {
  const { t } = useWording();
  const { busy, save } = useLedgerExport(view);
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} stroke={1.5} />}
      loading={busy}
      onClick={() => void save()}
    >
      {t('ledger.export')}
    </Button>
  );
}
