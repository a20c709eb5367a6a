import { hostname } from 'node:os';
import { AppError } from '../../../shared/kernel/errors';
import { deviceSchema, helloSchema, type Hello } from '../../../shared/protocol/sync';
import { PROTOCOL } from '../../../shared/protocol/version';
import type { SigningKey } from '../sync/ed25519';
import type { Transport } from '../sync/transport';
import type { DeskRecord } from './desk-record';

/** Who is there. `upgradeRequired` when it speaks another protocol, `unavailable` when it is no centre. */
export async function askHello(transport: Transport): Promise<Hello> {
  const hello = await transport.ask({ method: 'GET', path: '/hello', schema: helloSchema, timeoutMs: 5_000 });
  if (hello.protocol === PROTOCOL) return hello;
  throw new AppError('upgradeRequired', `The centre speaks protocol ${hello.protocol}`, { reason: 'centre.protocol' });
}

interface Registration {
  /** Unsigned: the desk is not known yet. */
  readonly transport: Transport;
  readonly url: string;
  readonly code: string;
  readonly key: SigningKey;
  readonly hello: Hello;
}

/** Makes this machine a desk of the centre with a one-time code. Repeating it with the same key gives the same desk. */
export async function registerDesk({ transport, url, code, key, hello }: Registration): Promise<DeskRecord> {
  const name = hostname().slice(0, 100) || 'desk';
  const body = { code, name, publicKey: key.publicKey };
  const device = await transport.ask({ method: 'POST', path: '/devices', body, schema: deviceSchema });
  return { url, centreName: hello.name, demo: hello.demo?.people ?? null, ...device };
}
