import { app, BrowserWindow, shell } from 'electron';
import { join } from 'node:path';
import type { FromCore } from '../../shared/protocol/host';
import { answerAsk } from './core/answer-asks';
import { forkCore } from './core/core-child';
import { createCoreSupervisor, type CoreSupervisor } from './core/core-supervisor';
import { createMediaFinder } from './core/media-finder';
import { createWindowPorts } from './core/window-ports';
import type { DeskOptions } from './desk-options';
import { createLook } from './look';
import { watchPower } from './power';
import { serveSchemes } from './protocol/schemes';
import type { ShellLog } from './shell-log';
import type { ShellMemory } from './shell-memory';
import { watchCrashes } from './window/crash-watch';
import { openDeskWindow } from './window/desk-window';
import { keepTyped } from './window/keep-typed';

export interface ShellOptions {
  readonly desk: DeskOptions;
  /** Built files: the core's entry, the preload script, the folder of the screens, the window's icon. */
  readonly built: { core: string; preload: string; screens: string; icon: string };
  readonly memory: ShellMemory;
  readonly log: ShellLog;
}

/** Starts the core and tells windows of its coming and going; `hear` gets what is for neither windows nor pictures. */
function hostCore({ desk, built, log }: ShellOptions, hear: (message: FromCore) => void) {
  let person: string | null = null;
  const core: CoreSupervisor = createCoreSupervisor({
    spawn: () => forkCore(built.core),
    begin: () => ({ kind: 'start', folder: desk.folder, api: desk.api, resume: person }),
    onUp: () => ports.giveAll(),
    onDown: () => {
      media.forget();
      ports.tellGone();
    },
    onMessage: (message) => {
      if (message.kind === 'ask') void answerAsk(message).then((answer) => core.post(answer));
      else if (message.kind === 'media') media.found(message);
      else if (message.kind === 'person') person = message.resume;
      else hear(message);
    },
    log,
  });
  const ports = createWindowPorts(core);
  const media = createMediaFinder((message) => core.post(message));
  return { core, ports, media };
}

/** Puts the core, the windows and the menu together and opens the first window. The app must be ready. */
export async function startShell(options: ShellOptions): Promise<{ stop(): Promise<void> }> {
  const { desk, built, memory, log } = options;
  const { core, ports, media } = hostCore(options, (message) => {
    if (message.kind === 'settings') look.dress(message);
    else log('info', `core.${message.kind}`);
  });
  core.start();

  const open = () =>
    openDeskWindow({
      preload: built.preload,
      icon: built.icon,
      memory,
      onMade: (window) => {
        ports.adopt(window.webContents);
        watchCrashes(window, look.texts, log);
        keepTyped(window);
      },
    });
  const look = createLook(memory, {
    newWindow: () => void open(),
    showLogs: () => void shell.openPath(join(desk.folder, 'shell')),
  });
  const front = () => {
    const window = BrowserWindow.getAllWindows()[0] ?? open();
    if (window.isMinimized()) window.restore();
    window.focus();
  };

  await serveSchemes(built.screens, media.find);
  open();
  watchPower(() => void core.post({ kind: 'syncNow' }));
  app.on('second-instance', front);
  app.on('activate', front);
  return { stop: () => core.stop() };
}
