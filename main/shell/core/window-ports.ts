import { MessageChannelMain, type IpcMainEvent, type WebContents } from 'electron';
import type { CoreSupervisor } from './core-supervisor';
import { isOwnPage } from '../window/own-page';

/**
 * Gives each window of the shell one port to the core, and a fresh one when the page or the core has started again. Only
 * `adopt` lets a window in, and only its own page's main frame is heard.
 */
export function createWindowPorts(core: Pick<CoreSupervisor, 'post'>) {
  /** Windows whose page has asked for its port, and whether it had one from an earlier core. */
  const windows = new Map<WebContents, { again: boolean }>();

  const give = (contents: WebContents, again: boolean) => {
    if (contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    if (core.post({ kind: 'window', again }, [port1])) contents.postMessage('port', null, [port2]);
  };

  return {
    adopt(contents: WebContents): void {
      contents.ipc.on('port', (event: IpcMainEvent) => {
        const { senderFrame } = event;
        if (!senderFrame || senderFrame.parent !== null || !isOwnPage(senderFrame.url)) return;
        windows.set(contents, { again: false });
        give(contents, false);
      });
      contents.once('destroyed', () => windows.delete(contents));
    },
    /** A new core is up. */
    giveAll(): void {
      for (const [contents, { again }] of windows) give(contents, again);
    },
    /** The core is gone. */
    tellGone(): void {
      for (const contents of windows.keys()) {
        windows.set(contents, { again: true });
        if (!contents.isDestroyed()) contents.send('portGone');
      }
    },
  };
}
