import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useContext } from 'react';
import { useNavigate } from 'react-router';
import { symbologyFor } from '../../../shared/domain/catalog/code-fault';
import { domain } from '../../../shared/domain/domain';
import { useCall } from '../../bridge/use-call';
import { createPath, recordPath } from '../../screens/address';
import { ScanContext, type Scan } from '../../bridge/scan/scan-registry';
import { useNotice } from '../../screens/text/use-notice';
import { useWording } from '../../screens/text/wording';
import { useEntityActions } from '../../screens/use-entity-actions';
import { lightScan, soundScan } from './scan-signal';
import { useScanListener } from './use-scan-listener';
import './scan.css';

const barcode = domain.entity('barcode');

/** Answers scans: the open screen does what they mean there, otherwise what was scanned opens. Draws nothing. */
export function ScanDesk() {
  const { t } = useWording();
  const call = useCall();
  const notice = useNotice();
  const navigate = useNavigate();
  const registry = useContext(ScanContext);
  const { mayCreate } = useEntityActions(barcode);

  const resolve = async (codes: readonly string[]): Promise<Scan> => {
    const [code = ''] = codes;
    for (const candidate of codes) {
      const result = await call('scan.resolve', { code: candidate });
      if (result.kind !== 'unknown') return { code: candidate, result };
    }
    return { code, result: { kind: 'unknown' } };
  };
  const tellUnknown = (code: string) => {
    const id = `scan-${code}`;
    const closeButtonProps = { 'aria-label': t('common.closeNote') };
    const assign = () => {
      notifications.hide(id);
      void navigate(createPath(barcode, { code, symbology: symbologyFor(code) }));
    };
    const message = (
      <>
        {t(mayCreate ? 'scan.unknownAssign' : 'scan.unknownAsk')}
        {mayCreate && (
          <Group mt={8}>
            <Button variant="default" size="xs" onClick={assign}>
              {t('scan.assign')}
            </Button>
          </Group>
        )}
      </>
    );
    notifications.show({
      id,
      color: 'red',
      autoClose: 9000,
      title: t('scan.unknown', { code }),
      message,
      closeButtonProps,
    });
  };
  const answer = async (codes: readonly string[]) => {
    const scan = await resolve(codes);
    const { result, code } = scan;
    const known = result.kind !== 'unknown';
    soundScan(known);
    lightScan(known);
    for (const handle of registry.handlers()) if (await handle(scan)) return;
    if (result.kind === 'unknown') tellUnknown(code);
    else void navigate(recordPath(domain.entity(result.kind), result.id));
  };
  useScanListener((codes) => void answer(codes).catch(notice.failed));
  return null;
}
