import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { makeId } from '../../../bridge/make-id';
import { useAnswer, useCall } from '../../../bridge/use-call';
import { useMay } from '../../../bridge/use-session';
import { useShortcuts } from '../../../kit/keys/use-shortcuts';
import { EmptyState } from '../../../kit/page/empty-state';
import { PageHead } from '../../../kit/page/page-head';
import { Section } from '../../../kit/page/section';
import { formatScaled } from '../../../kit/show/format-number';
import { PlainTable } from '../../../kit/show/plain-table';
import { SkeletonRows } from '../../../kit/show/skeleton-rows';
import { Dialog } from '../../../screens/form/dialog';
import { useSave } from '../../../bridge/gestures/use-save';
import { ProblemNote } from '../../../screens/text/problem-note';
import { useWording } from '../../../screens/text/wording';
import { PrinterForm, type Printer } from './printer-form';
import styles from '../labels.module.css';

/** Printers are where this desk connects to; not everybody who prints may change them. */
const KEEP = 'labels.printer.update';
/** Where label printers listen unless somebody changed it. */
const RAW_PORT = 9100;

/** The label printers that this desk prints on. */
export function PrintersPage() {
  const { t, locale } = useWording();
  const mayKeep = useMay(KEEP);
  const printers = useAnswer('printer.list', null);
  const [open, setOpen] = useState<{ readonly printer: Printer; readonly isNew: boolean }>();
  const [removing, setRemoving] = useState<Printer>();
  const rows = printers.answer ?? [];
  const add = () => setOpen({ printer: { id: makeId(), name: '', host: '', port: RAW_PORT, dpi: 203 }, isNew: true });
  useShortcuts(mayKeep && !open ? [{ keys: ['n'], title: 'printers.add', run: add }] : []);
  const addButton = mayKeep && (
    <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={add}>
      {t('printers.add')}
    </Button>
  );
  const actions = (printer: Printer) => (
    <span className={styles.actions}>
      <Tooltip label={t('printers.edit')}>
        <ActionIcon
          aria-label={`${t('printers.edit')}: ${printer.name}`}
          onClick={() => setOpen({ printer, isNew: false })}
        >
          <IconPencil size={15} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('common.remove')}>
        <ActionIcon aria-label={`${t('common.remove')}: ${printer.name}`} onClick={() => setRemoving(printer)}>
          <IconTrash size={15} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
  return (
    <div className={styles.page}>
      <PageHead title={t('labels.printers')} count={formatScaled(rows.length, 0, { locale })} actions={addButton} />
      <div className={styles.scroll}>
        {printers.error && <ProblemNote error={printers.error} onRetry={printers.retry} />}
        {!printers.answer && !printers.error && <SkeletonRows rows={3} columns={4} label={t('list.loading')} />}
        {printers.answer && rows.length === 0 && (
          <div className={styles.empty}>
            <EmptyState
              icon={IconPrinter}
              title={t('printers.empty')}
              advice={t(mayKeep ? 'printers.emptyAdvice' : 'printers.emptyAsk')}
              action={addButton}
            />
          </div>
        )}
        {rows.length > 0 && (
          <Section title={t('printers.here')} foldable={false} flush>
            <PlainTable
              label={t('labels.printers')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { id: 'name', title: t('printers.name'), cell: ({ name }) => name },
                {
                  id: 'host',
                  title: t('printers.host'),
                  cell: ({ host, port }) => <code className={styles.code}>{`${host}:${port}`}</code>,
                },
                { id: 'dpi', title: t('printers.dpi'), align: 'end', cell: ({ dpi }) => `${dpi} dpi` },
                ...(mayKeep ? [{ id: 'do', title: '', align: 'end' as const, cell: actions }] : []),
              ]}
            />
          </Section>
        )}
      </div>
      {open && <PrinterForm key={open.printer.id} {...open} onClose={() => setOpen(undefined)} />}
      {removing && <RemovePrinter printer={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}

function RemovePrinter({ printer, onClose }: { readonly printer: Printer; readonly onClose: () => void }) {
  const { t } = useWording();
  const call = useCall();
  const save = useSave();
  const remove = async () => {
    if (await save.run(() => call('printer.remove', { id: printer.id }))) onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('printers.removeTitle', { name: printer.name })} size="sm">
      <Text size="sm">{t('printers.removeText')}</Text>
      {save.error && <ProblemNote error={save.error} />}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={save.busy} onClick={() => void remove()}>
          {t('common.remove')}
        </Button>
      </Group>
    </Dialog>
  );
}
