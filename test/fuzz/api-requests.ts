import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Json } from '../../shared/kernel/errors';
import { blobPartSchema } from '../../shared/protocol/blobs';
import {
  pullSchema,
  pushSchema,
  registerClientSchema,
  registerDeviceSchema,
  renewGrantSchema,
  retireSchema,
  signatureHeaders,
  signInSchema,
} from '../../shared/protocol/sync';
import type { WireDesk } from '../harness/wire-desk';
import { spoilings, spoilt, type Spoil } from './spoil';
import { validAsks, type Known } from './valid-asks';
import { createDice } from './dice';

/** A request that the centre would take. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly signed: boolean;
  readonly body?: unknown;
  readonly schema?: z.ZodType;
  /** Slow by nature: tried now and then. */
  readonly rare?: boolean;
}

/** What is wrong with a request beside its body. */
export interface Case {
  readonly at: number;
  readonly often: number;
  readonly spoils: readonly Spoil[];
  readonly text: (typeof texts)[number];
  readonly signature: (typeof signatures)[number];
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly type: string;
}

const texts = ['json', 'plain', 'half', 'bytes', 'html', 'twice', 'open', 'none', 'huge'] as const;
const signatures = ['right', 'none', 'other key', 'old', 'other path', 'other body', 'odd'] as const;
const methods = ['own', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST', 'GET', 'HEAD'] as const;
const paths = [
  '',
  '/',
  '?x=1',
  '%00',
  '/../../etc/passwd',
  '%2e%2e%2f',
  '//',
  ';a=b',
  '%',
  '?__proto__=1',
  'x'.repeat(400),
];
const types = ['application/json', 'application/json; charset=utf-8', 'text/plain', 'multipart/form-data', '', 'x'];

/** The first of these five times in six, else any: mostly one thing is wrong, sometimes several. */
const mostly = <T>(all: readonly T[]): fc.Arbitrary<T> =>
  fc.tuple(fc.nat(5), fc.constantFrom(...all)).map(([often, other]) => (often === 0 ? other : (all[0] ?? other)));

/** Shrinks to a request with nothing wrong. */
export const cases: fc.Arbitrary<Case> = fc.record({
  at: fc.nat(100_000),
  often: fc.nat(1000),
  spoils: fc.oneof({ weight: 3, arbitrary: spoilings(true) }, { weight: 1, arbitrary: fc.constant([]) }),
  text: mostly(texts),
  signature: mostly(signatures),
  method: mostly(methods),
  path: mostly(paths),
  type: mostly(types),
});

const sample: Known = { orderId: 'o', itemId: 'i', customerId: 'c', uid: 'u', jobId: 'j', designId: 'd' };
const verbs = validAsks(sample, createDice(1)).filter(({ word }) => word === 'mutate');

function pushOf(desk: WireDesk, often: number): unknown {
  const verb = verbs[often % verbs.length];
  const { args } = verb?.body as { args: Json }; // the verbs' own arguments are JSON
  const mutation = {
    uid: randomUUID(),
    name: verb?.name,
    ver: 1,
    args,
    actor: 'user-manager',
    at: Date.now(),
    deps: [],
  };
  return { clientId: desk.clientId, epoch: desk.epoch, mutations: [{ mid: desk.mid + 1, ...mutation }] };
}

const signIn = { userName: 'clerk', password: 'not his' };

const blob = { offset: 0, size: 3, type: 'image/png', data: 'AAAA' };
const device = (publicKey: string) => ({ code: 'WRONG', name: 'Till', publicKey });

function pullOf({ clientId, epoch }: WireDesk): unknown {
  return { clientId, epoch, pullSeq: 1, lmid: 0, cursors: { catalog: 1, 'store/north': null }, verify: true };
}

/** Every route that there is, as a desk that goes on from `desk.mid` would ask it. */
export function routes(desk: WireDesk, often: number): readonly (() => Route)[] {
  const post = (path: string, body: unknown, schema: z.ZodType): Route => ({
    method: 'POST',
    signed: true,
    path,
    body,
    schema,
  });
  const get = (path: string): Route => ({ method: 'GET', signed: true, path });
  const push = () => post('/sync/push', pushOf(desk, often), pushSchema);
  const pull = () => post('/sync/pull', pullOf(desk), pullSchema);
  return [
    () => ({ ...get(['/health', '/hello', '/openapi.json'][often % 3] ?? ''), signed: false }),
    () => ({ ...post('/devices', device(desk.publicKey), registerDeviceSchema), signed: false }),
    () => ({ ...post('/sign-in', signIn, signInSchema), rare: true }),
    () => post('/sign-in/renew', { userId: 'user-clerk' }, renewGrantSchema),
    () => post('/sync/clients', { incarnation: 'files-1' }, registerClientSchema),
    () => post('/sync/clients/nobody/retire', { uids: ['u'] }, retireSchema),
    ...[push, push, push, push, pull, pull],
    () => ({ ...get(`/sync/snapshot/${['catalog', 'store%2Fsouth', 'store/north'][often % 3]}`), rare: true }),
    () => get(`/blobs/${'0'.repeat(64)}`),
    () => post(`/blobs/${'0'.repeat(64)}`, blob, blobPartSchema),
  ];
}

function bodyOf(route: Route, { text, spoils }: Case): Buffer | undefined {
  if (route.body === undefined || text === 'none') return undefined;
  const json = JSON.stringify(spoilt(route.body, text === 'plain' ? [] : spoils)) ?? '';
  const made: Partial<Record<Case['text'], () => Buffer>> = {
    half: () => Buffer.from(json.slice(0, json.length >> 1)),
    bytes: () => Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0xc3, 0x28]),
    html: () => Buffer.from('<!doctype html><title>Sign in to the hotel</title>'),
    twice: () => Buffer.from(json + json),
    open: () => Buffer.from('['.repeat(100_000)),
    huge: () => Buffer.alloc(1_100_000, 'x'),
  };
  return made[text]?.() ?? Buffer.from(json);
}

type Headers = Record<string, string>;

function signatureOf(desk: WireDesk, signature: Case['signature'], request: [string, string, string]): Headers {
  const [method, path, body] = request;
  const ways: Record<Case['signature'], () => Headers> = {
    right: () => desk.signed(method, path, body),
    none: () => ({}),
    'other key': () => ({ ...desk.signed(method, path, body), [signatureHeaders.signature]: 'ab'.repeat(64) }),
    old: () => ({ ...desk.signed(method, path, body), [signatureHeaders.time]: '1000' }),
    'other path': () => desk.signed(method, `${path}x`, body),
    'other body': () => desk.signed(method, path, `${body} `),
    odd: () => ({
      [signatureHeaders.device]: '__proto__',
      [signatureHeaders.time]: 'NaN',
      [signatureHeaders.signature]: '\u0080',
    }),
  };
  return ways[signature]();
}

/** The request of a case, and whether a centre could take it: rightly signed where that is asked for, its body as agreed. */
export function requestOf(desk: WireDesk, route: Route, one: Case): { request: InjectOptions; fair: boolean } {
  const method = one.method === 'own' ? route.method : one.method;
  const url = `${route.path}${one.path}`;
  const body = bodyOf(route, one);
  const headers = {
    ...(one.type ? { 'content-type': one.type } : {}),
    ...signatureOf(desk, one.signature, [method, url, body?.toString('latin1') === undefined ? '' : body.toString()]),
  };
  const request = { method, url, headers, ...(body ? { payload: body } : {}) };
  return { request, fair: isFair(route, one, body) };
}

function isFair(route: Route, { signature }: Case, body: Buffer | undefined): boolean {
  if (route.signed && signature !== 'right') return false;
  if (!route.schema) return true;
  try {
    return route.schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))).success;
  } catch {
    return false;
  }
}
