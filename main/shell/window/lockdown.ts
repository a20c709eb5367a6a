import { app, type Event, type Session, type WebContents } from 'electron';
import { allowedLink } from '../external-link';
import { openExternal, schemeOf } from '../open-external';
import type { ShellLog } from '../shell-log';
import { isOwnPage } from './own-page';

/** Everything that is not ours to load. Pages load `app:`, `media:`, `blob:` and `data:` only; the core does the network. */
const foreign = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

function guardSession(session: Session, log: ShellLog): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('warn', 'permission.denied', { name: permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest({ urls: foreign }, ({ url }, answer) => {
    log('warn', 'request.denied', { scheme: schemeOf(url) });
    answer({ cancel: true });
  });
  session.on('will-download', (event) => {
    log('warn', 'download.denied');
    event.preventDefault();
  });
}

function guardContents(contents: WebContents, log: ShellLog): void {
  const refuse = (event: Event, name: string, url: string) => {
    log('warn', name, { scheme: schemeOf(url) });
    event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) refuse(event, 'navigation.denied', url);
  });
  contents.on('will-redirect', (event, url) => refuse(event, 'redirect.denied', url));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse(event, 'frame.denied', event.url);
  });
  contents.on('will-attach-webview', (event) => refuse(event, 'webview.denied', ''));
  contents.setWindowOpenHandler(({ url }) => {
    if (allowedLink(url)) openExternal(url, log);
    else log('warn', 'window.denied', { scheme: schemeOf(url) });
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Shuts every way out of every page, present and future: permissions, downloads, navigation, new windows, webviews, network. */
export function lockDown(log: ShellLog): void {
  app.on('session-created', (session) => guardSession(session, log));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
  // Chromium itself never needs a name resolved: no update, dictionary or prefetch service is ours to call.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}
