import { Button, Group, Text } from '@mantine/core';
import { IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { makeId } from '../../../bridge/make-id';
import { useCall } from '../../../bridge/use-call';
import { Dialog } from '../../../screens/form/dialog';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useNotice } from '../../../screens/text/use-notice';
import { useWording } from '../../../screens/text/wording';
import { repairPath } from './repair-path';
import type { LedgerEntry } from './use-ledger';

interface SettleEntryProps {
  readonly entry: LedgerEntry;
  readonly onDone?: () => void;
}

/** Refused: correct it, try it once more, or let it go. */
export function SettleEntry({ entry, onDone }: SettleEntryProps) {
  const { t } = useWording();
  const call = useCall();
  const navigate = useNavigate();
  const notice = useNotice();
  const save = useSave();
  const [newUid] = useState(makeId);
  const [asking, setAsking] = useState(false);
  const retry = async () => {
    if (!(await save.run(() => call('sync.retry', { uid: entry.uid, newUid })))) return;
    notice.done(t('ledger.retried'));
    onDone?.();
  };
  const dismiss = async () => {
    if (await save.run(() => call('sync.dismiss', { uid: entry.uid }))) onDone?.();
  };
  const path = repairPath(entry);
  return (
    <>
      <Group gap={8}>
        {path && (
          <Button leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => void navigate(path)}>
            {t('ledger.correct')}
          </Button>
        )}
        <Button
          variant={path ? 'default' : 'filled'}
          leftSection={<IconRefresh size={16} stroke={1.5} />}
          loading={save.busy}
          onClick={() => void retry()}
        >
          {t('ledger.retry')}
        </Button>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('ledger.dismiss')}
        </Button>
      </Group>
      {save.error && <ProblemNote error={save.error} />}
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('ledger.dismissTitle')} size="sm">
        <Text size="sm">{t('ledger.dismissText')}</Text>
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={save.busy} onClick={() => void dismiss()}>
            {t('ledger.dismiss')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
