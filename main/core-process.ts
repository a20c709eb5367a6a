import type { MessageEvent, MessagePortMain } from 'electron';
import { join } from 'node:path';
import { domain } from '../shared/domain/domain';
import { toCoreSchema, type FromCore, type ToCore } from '../shared/protocol/host';
import type { Change, PortMessage } from '../shared/protocol/ipc';
import { createFileSecrets } from './core/adapters/file-secrets';
import { nodePorts } from './core/adapters/node-ports';
import type { Core, CoreOptions } from './core/core';
import { serveWindow, type WindowPort } from './core/host/serve-window';
import { createShellFiles } from './core/host/shell-files';
import { createShellLine } from './core/host/shell-line';
import { createShellSecrets } from './core/host/shell-secrets';
import type { Ports } from './core/ports';
import { hostCore } from './core/refused-core';

/** The entry of the process that hosts the core: wires it to the shell and to the ports of windows. Knows no business. */

const shell = process.parentPort;
const tell = (message: FromCore) => shell.postMessage(message);
const line = createShellLine(tell);

interface Hosted {
  ports: Ports;
  core: Promise<Core>;
}
let hosted: Hosted | null = null;

/** Everything a window may show, said to be stale: for a window that has seen an earlier core. */
const everything: readonly Change[] = [
  { topic: 'session' },
  { topic: 'settings' },
  { topic: 'sync' },
  { topic: 'print' },
  { topic: 'records', entities: domain.entities.map(({ name }) => ({ entity: name, ids: null })) },
];

async function tellSettings(core: Core): Promise<void> {
  const { theme, language } = await core.call('settings.get', null);
  tell({ kind: 'settings', theme, language });
}

function tellPerson(core: Core): void {
  tell({ kind: 'person', resume: core.resumeText() });
}

async function startCore(ports: Ports, options: CoreOptions): Promise<Core> {
  const { core, refused } = await hostCore(ports, options);
  core.onChange(({ topic }) => {
    if (topic === 'settings') void tellSettings(core);
    if (topic === 'session') tellPerson(core);
  });
  await core.start();
  tellPerson(core);
  if (!refused) await tellSettings(core);
  tell({ kind: 'ready' });
  return core;
}

function begin({ folder, api, resume }: Extract<ToCore, { kind: 'start' }>): void {
  const node = nodePorts(folder);
  const secrets = createShellSecrets(line, createFileSecrets(join(folder, 'secrets.key')));
  const ports: Ports = { ...node, secrets, files: createShellFiles(line) };
  hosted = { ports, core: startCore(ports, { api, resume }) };
  // A core that cannot start ends this process; the shell tries again.
  hosted.core.catch((error: unknown) => {
    ports.log.write('error', 'core.notStarted', { reason: error instanceof Error ? error.name : typeof error });
    throw error;
  });
}

/** Electron's port as the core's end of a window. */
function windowPort(port: MessagePortMain): WindowPort {
  return {
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => void port.on('close', listener),
    post: (message: PortMessage) => port.postMessage(message),
  };
}

function attach({ ports, core }: Hosted, port: MessagePortMain, again: boolean): void {
  serveWindow(windowPort(port), core, ports.log);
  port.start();
  if (again) void core.then(() => everything.forEach((change) => port.postMessage({ change })));
}

async function stop(): Promise<void> {
  await hosted?.core.then((core) => core.stop());
  process.exit(0);
}

async function findMedia(id: number, hash: string): Promise<void> {
  const core = await hosted?.core;
  const path = (await core?.media(hash).catch(() => null)) ?? null;
  tell({ kind: 'media', id, path });
}

function hear(message: ToCore, [port]: readonly MessagePortMain[]): void {
  switch (message.kind) {
    case 'start':
      return begin(message);
    case 'window':
      return hosted && port ? attach(hosted, port, message.again) : undefined;
    case 'answer':
      return line.answered(message);
    case 'syncNow':
      return void hosted?.core.then((core) => core.call('sync.now', null)).catch(() => undefined);
    case 'media':
      return void findMedia(message.id, message.hash);
    case 'stop':
      return void stop();
  }
}

shell.on('message', ({ data, ports }: MessageEvent) => {
  const message = toCoreSchema.safeParse(data);
  if (message.success) hear(message.data, ports);
  else hosted?.ports.log.write('error', 'shell.unreadable');
});
