import { utilityProcess, type MessagePortMain } from 'electron';
import type { ToCore } from '../../../shared/protocol/host';

/** A running core, as its supervisor sees it. */
export interface CoreChild {
  post(message: ToCore, ports?: MessagePortMain[]): void;
  onMessage(listener: (data: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

/** The name by which the process is known in a task list and in crash reports. */
export const CORE_NAME = 'Backroom core';

/** What the core's process inherits: everything but what could change how Node runs it. */
const environment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE|ELECTRON|npm)_/i.test(name)));

/** Starts the core in a process of its own from its built file. */
export function forkCore(file: string): CoreChild {
  const child = utilityProcess.fork(file, [], { serviceName: CORE_NAME, stdio: 'inherit', env: environment() });
  return {
    post: (message, ports = []) => child.postMessage(message, ports),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
