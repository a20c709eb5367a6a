import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { Agent, request } from 'node:http';
import {
  clientSchema,
  mutationText,
  signatureHeaders,
  signedText,
  type MutationMessage,
} from '../../../shared/protocol/sync';
import { orderId, variantId, warehouseId } from './bench-shop';

/** A request that is made and signed before the clock runs: the load is the centre's, not its maker's. */
export interface ReadyRequest {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Until the last byte. */
  readonly ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends it over a kept connection. */
export function send(url: string, { path, body, headers }: ReadyRequest): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      `${url}${path}`,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(parts).toString(),
            ms: performance.now() - start,
          });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

function newKey(): { key: KeyObject; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    key: privateKey,
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
  };
}

/** One desk of the load: its keys, and its gestures: every other one a remark on an order of its own, the rest stock received. */
export class LoadDesk {
  readonly deviceId = randomUUID();
  readonly device = newKey();
  readonly person = newKey();
  cursors: Record<string, number | null> = {};
  private readonly incarnation = randomUUID();
  private clientId = '';
  private epoch = '';
  private mid = 0;

  constructor(readonly number: number) {}

  /** Learns where the centre stands with it: pushes that were made and never sent are forgotten. */
  async introduce(url: string): Promise<void> {
    const answer = await send(url, this.signed('/sync/clients', { incarnation: this.incarnation }));
    const { clientId, epoch, lmid } = clientSchema.parse(JSON.parse(answer.text));
    Object.assign(this, { clientId, epoch, mid: lmid });
  }

  /** The next push of so many gestures. */
  push(count: number): ReadyRequest {
    const mutations = Array.from({ length: count }, () => this.mutation());
    return this.signed('/sync/push', { clientId: this.clientId, epoch: this.epoch, mutations });
  }

  pull(): ReadyRequest {
    const { clientId, epoch, cursors } = this;
    return this.signed('/sync/pull', { clientId, epoch, pullSeq: 1, lmid: 0, cursors });
  }

  /** Headers of a signed request without body. */
  signedGet(path: string): Record<string, string> {
    return this.headers('GET', path, '');
  }

  private mutation(): MutationMessage {
    const { number, mid } = this;
    this.mid += 1;
    const adjust = {
      warehouseId: warehouseId(number),
      variantId: variantId(number, mid),
      delta: 1000,
      reason: 'received',
      note: null,
    };
    const act =
      mid % 2 === 0
        ? { name: 'order.comment', args: { orderId: orderId(number, mid), text: `Remark ${mid} of desk ${number}` } }
        : { name: 'stockLevel.adjust', args: adjust };
    const said = { uid: randomUUID(), ver: 1, ...act, actor: 'user-manager', at: Date.now(), deps: [] };
    const sig = sign(null, Buffer.from(mutationText(said)), this.person.key).toString('hex');
    return { mid: this.mid, ...said, sig };
  }

  private signed(path: string, value: object): ReadyRequest {
    const body = JSON.stringify(value);
    return { path, body, headers: { 'content-type': 'application/json', ...this.headers('POST', path, body) } };
  }

  private headers(method: string, path: string, body: string): Record<string, string> {
    const time = Date.now();
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const text = signedText({ method, path, time, bodyHash });
    return {
      [signatureHeaders.device]: this.deviceId,
      [signatureHeaders.time]: String(time),
      [signatureHeaders.signature]: sign(null, Buffer.from(text), this.device.key).toString('hex'),
    };
  }
}
