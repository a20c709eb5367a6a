import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { makeId } from '../../bridge/make-id';
import { useMutate } from '../../bridge/use-mutate';
import { useSave } from '../../bridge/gestures/use-save';
import { ProblemNote } from '../text/problem-note';
import { recordTitle } from '../text/record-title';
import { Dialog } from '../form/dialog';
import { useWording } from '../text/wording';

interface RemoveButtonProps {
  readonly entity: Entity;
  readonly record: AnyRecord;
  readonly onRemoved: () => void;
}

/** Removes a record, once the person has said so twice. */
export function RemoveButton({ entity, record, onRemoved }: RemoveButtonProps) {
  const wording = useWording();
  const { t } = wording;
  const [uid, setUid] = useState<string>();
  const mutate = useMutate();
  const save = useSave();
  const label = t('record.remove', { one: wording.one(entity) });
  const remove = async () => {
    if (uid && (await save.run(() => mutate(`${entity.name}.remove`, { id: record.id }, { uid })))) onRemoved();
  };
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon variant="default" aria-label={label} onClick={() => setUid(makeId())}>
          <IconTrash size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={uid !== undefined} onClose={() => setUid(undefined)} title={label} size="sm">
        <Text size="sm">{t('record.removeText', { title: recordTitle(entity, record, wording) })}</Text>
        {save.error && <ProblemNote error={save.error} />}
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" data-autofocus onClick={() => setUid(undefined)}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={save.busy} onClick={() => void remove()}>
            {t('common.remove')}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
