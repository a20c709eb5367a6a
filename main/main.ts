import { app, crashReporter, dialog } from 'electron';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { toPlainError } from '../shared/kernel/errors';
import { readDeskOptions, type DeskOptions } from './shell/desk-options';
import { declareSchemes } from './shell/protocol/schemes';
import { createShellLog, type ShellLog } from './shell/shell-log';
import { openShellMemory } from './shell/shell-memory';
import { startShell } from './shell/start-shell';
import { watchProcesses } from './shell/window/crash-watch';
import { lockDown } from './shell/window/lockdown';

/** Built files, seen from `out/main/main.js`. */
const built = {
  core: join(__dirname, 'core-process.js'),
  preload: join(__dirname, '..', 'preload', 'preload.js'),
  screens: join(__dirname, '..', 'renderer'),
  icon: join(app.getAppPath(), 'resources', 'icons', '512x512.png'),
};

/** The desk's folder, made if need be, in its one true spelling, so that two spellings are not two desks. */
function openFolder(): DeskOptions {
  const options = readDeskOptions(process.argv, process.env, app.getPath('userData'));
  mkdirSync(options.folder, { recursive: true });
  return { ...options, folder: realpathSync(options.folder) };
}

/** Says why the desk cannot be opened, and ends. */
function fail(error: unknown): void {
  dialog.showErrorBox('Backroom', toPlainError(error).message);
  app.exit(2);
}

/** Before the app goes, the core brings what is under way to an end. */
function endInGoodOrder(shell: { stop(): Promise<void> }, log: ShellLog): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    log('info', 'shell.quits');
    void shell.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}

function run(desk: DeskOptions): void {
  // Chromium's own files have their place, and with it the lock that makes one instance per data folder.
  const own = join(desk.folder, 'shell');
  app.setPath('userData', own);
  app.setPath('crashDumps', join(own, 'crashes'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  crashReporter.start({ uploadToServer: false });
  const log = createShellLog(own);
  process.on('uncaughtException', (error) =>
    log('error', 'shell.defect', { reason: error.stack?.split('\n')[1] ?? '' }),
  );
  process.on('unhandledRejection', () => log('error', 'shell.defect', { reason: 'rejection' }));
  // Asking for the sandbox everywhere would take back --no-sandbox, without which Electron does not run as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareSchemes();
  lockDown(log);
  watchProcesses(log);
  void app
    .whenReady()
    .then(() => startShell({ desk, built, memory: openShellMemory(own), log }))
    .then((shell) => endInGoodOrder(shell, log), fail);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

try {
  run(openFolder());
} catch (error) {
  fail(error);
}
