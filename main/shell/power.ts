import { powerMonitor } from 'electron';

/** Calls `wake` when the machine wakes up or a person comes back: timers slept meanwhile, the centre did not. */
export function watchPower(wake: () => void): void {
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
}
