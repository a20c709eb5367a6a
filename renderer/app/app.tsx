import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import type { Bridge } from '../../shared/protocol/bridge';
import { BackroomProvider } from '../bridge/backroom-provider';
import { ShortcutContext, createShortcutRegistry } from '../kit/keys/shortcut-registry';
import { AreasContext, areasOf } from '../screens/areas-context';
import { ScanContext, createScanRegistry } from '../bridge/scan/scan-registry';
import { areas } from './areas';
import { createRoutes } from './routes';
import { theme } from './theme';

const own = areasOf(areas);

interface AppProps {
  readonly bridge: Bridge;
  readonly translation: i18n;
  /** Marks the style elements of this very load as ours, for the content security policy. */
  readonly nonce: string;
}

/** The whole window. */
export function App({ bridge, translation, nonce }: AppProps) {
  const [parts] = useState(() => ({
    router: createRoutes(),
    shortcuts: createShortcutRegistry(),
    scans: createScanRegistry(),
  }));
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <I18nextProvider i18n={translation}>
        <BackroomProvider bridge={bridge}>
          <AreasContext value={own}>
            <ShortcutContext value={parts.shortcuts}>
              <ScanContext value={parts.scans}>
                <RouterProvider router={parts.router} />
                <Notifications position="bottom-right" limit={4} />
              </ScanContext>
            </ShortcutContext>
          </AreasContext>
        </BackroomProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
