import '@fontsource-variable/inter';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/kernel/assert';
import { App } from './app/app';
import { machineLanguage, startTranslation } from './app/i18n';
import { NoBridge } from './app/no-bridge';
import './app/theme.css';
import { windowBridge } from './bridge/bridge';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
const translation = startTranslation(machineLanguage(navigator.languages));
const bridge = windowBridge();
createRoot(must(document.getElementById('root'), 'element #root')).render(
  <StrictMode>
    {bridge ? <App {...{ bridge, translation, nonce }} /> : <NoBridge {...{ translation, nonce }} />}
  </StrictMode>,
);
