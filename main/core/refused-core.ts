import type { AppError } from '../../shared/kernel/errors';
import { isNewerData } from '../../shared/store/format/file-format';
import { createCore, type Core, type CoreOptions } from './core';
import type { Ports } from './ports';

/** A desk whose files may not be opened: every word is answered with why, and nothing is done. */
function refusedCore(why: AppError): Core {
  const refuse = () => Promise.reject(why);
  return {
    read: refuse,
    mutate: refuse,
    call: refuse,
    onChange: () => () => undefined,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    media: () => Promise.resolve(null),
    resumeText: () => null,
  };
}

/** Opens a desk; one whose data was written by a later release is opened as a desk that says so in its windows and leaves every file as it is. */
export async function hostCore(ports: Ports, options: CoreOptions = {}): Promise<{ core: Core; refused: boolean }> {
  try {
    return { core: await createCore(ports, options), refused: false };
  } catch (error) {
    if (!isNewerData(error)) throw error;
    return { core: refusedCore(error), refused: true };
  }
}
