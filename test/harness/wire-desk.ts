import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { fromPlainError } from '../../shared/kernel/errors';
import { auditPageSchema, auditText, type AuditPage, type AuditQuery } from '../../shared/protocol/audit';
import {
  clientSchema,
  mutationText,
  offlineGrantSchema,
  deviceSchema,
  problemSchema,
  pullAnswerSchema,
  pushAnswerSchema,
  signatureHeaders,
  signedGrantSchema,
  signedText,
  type MutationMessage,
  type Outcome,
  type PullAnswer,
  type PushAnswer,
  type SignedGrant,
} from '../../shared/protocol/sync';

export type Act = Pick<MutationMessage, 'name' | 'args' | 'actor'> & Partial<MutationMessage>;
type Table = Map<string, string>;

/** What came back: status, headers, and the body as text. */
export type Raw = { status: number; headers: Headers; text: string };

type KeyPair = { key: KeyObject; publicKey: string };

function newKey(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    key: privateKey,
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('hex'),
  };
}

/** A desk reduced to the wire: it signs, speaks the protocol and keeps the rows that it was told, and nothing else. */
export class WireDesk {
  readonly key: KeyObject;
  readonly publicKey: string;
  deviceId = '';
  deskNumber = 0;
  centreKey = '';
  clientId = '';
  epoch = '';
  mid = 0;
  lmid = 0;
  /** Which tables it says to have; undefined: it does not say. */
  tables: number | undefined;
  cursors: Record<string, number | null> = {};
  /** Scope → entity → id → row, as JSON of column to value. */
  readonly rows = new Map<string, Map<string, Table>>();
  readonly results = new Map<number, Outcome>();
  /** Keys of people, by user id and by user name. */
  private readonly signers = new Map<string, KeyPair>();

  constructor(
    readonly url: string,
    private readonly skew: () => number = () => 0,
  ) {
    ({ key: this.key, publicKey: this.publicKey } = newKey());
  }

  async register(code: string, incarnation: string = randomUUID()): Promise<this> {
    const device = deviceSchema.parse(await this.ask('/devices', { code, name: 'Till', publicKey: this.publicKey }));
    Object.assign(this, device);
    await this.introduce(incarnation);
    return this;
  }

  /** A new or known incarnation of the files. */
  async introduce(incarnation: string): Promise<void> {
    const { clientId, epoch, lmid } = clientSchema.parse(await this.ask('/sync/clients', { incarnation }));
    Object.assign(this, { clientId, epoch, mid: lmid, lmid: 0 });
  }

  /** Tells a key of the person's own, the same at each sign-in; his mutations are signed with it. */
  async signIn(userName: string, password: string): Promise<SignedGrant> {
    const own = this.signers.get(userName.trim().toLowerCase()) ?? newKey();
    const asked = { userName, password, personKey: own.publicKey };
    const grant = signedGrantSchema.parse(await this.ask('/sign-in', asked));
    const { userId } = offlineGrantSchema.parse(JSON.parse(grant.text));
    this.signers.set(userName.trim().toLowerCase(), own);
    this.signers.set(userId, own);
    return grant;
  }

  /** The public key of a person who was put at this desk past the sign-in. */
  personKey(userId: string): string {
    const own = this.signers.get(userId) ?? newKey();
    this.signers.set(userId, own);
    return own.publicKey;
  }

  /** Signed by its actor's key at this desk. */
  signedBy(mutation: MutationMessage, actor = mutation.actor): MutationMessage {
    return { ...mutation, sig: this.signAs(actor, mutationText(mutation)) };
  }

  /** A person's signature, hex. */
  signAs(actor: string, text: string): string {
    this.personKey(actor);
    return sign(null, Buffer.from(text), this.signers.get(actor)!.key).toString('hex');
  }

  /** Reads the audit log as a person; `change` spoils the question after it was signed. */
  async audit(actor: string, query: Partial<AuditQuery & { at: number }>, change: object = {}): Promise<AuditPage> {
    const usual = { about: null, persons: [], verbs: [], from: null, to: null, after: null, limit: 50, check: false };
    const asked = { ...usual, at: Date.now(), ...query, actor };
    const body = { ...asked, sig: this.signAs(actor, auditText(asked)), ...change };
    return auditPageSchema.parse(await this.ask('/audit', body));
  }

  /** The next mutations of this desk, numbered and signed. */
  mutations(acts: readonly Act[]): MutationMessage[] {
    return acts.map((act) => {
      const made = { uid: randomUUID(), ver: 1, at: Date.now(), deps: [], ...act, mid: (this.mid += 1) };
      return made.sig === undefined ? this.signedBy(made) : made;
    });
  }

  async push(mutations: readonly MutationMessage[]): Promise<PushAnswer> {
    const { clientId, epoch } = this;
    return pushAnswerSchema.parse(await this.ask('/sync/push', { clientId, epoch, mutations }));
  }

  /** Makes, sends and answers with what became of them. */
  async act(...acts: Act[]): Promise<Outcome[]> {
    return (await this.push(this.mutations(acts))).results;
  }

  async pullOnce(): Promise<PullAnswer> {
    const { clientId, epoch, cursors, lmid } = this;
    return pullAnswerSchema.parse(await this.ask('/sync/pull', { clientId, epoch, pullSeq: 1, lmid, cursors }));
  }

  /** Pulls, and loads snapshots, until nothing more is waiting. */
  async pull(): Promise<void> {
    for (let more = true; more;) {
      const answer = await this.pullOnce();
      for (const scope of this.rows.keys()) if (!answer.membership.includes(scope)) this.forget(scope);
      more = false;
      for (const delta of answer.scopes) {
        if (delta.kind === 'snapshot') await this.load(delta.scope);
        else this.apply(delta);
        more ||= delta.kind === 'snapshot' || delta.more;
      }
      this.lmid = answer.lmid;
      for (const outcome of answer.results) this.results.set(outcome.mid, outcome);
    }
  }

  async load(scope: string): Promise<void> {
    const { status, text } = await this.send('GET', `/sync/snapshot/${encodeURIComponent(scope)}`);
    if (status !== 200) throw new Error(`snapshot ${status} ${text}`);
    const [head, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const end = lines.pop();
    this.rows.set(scope, new Map());
    let current: { entity: string; columns: string[] } = { entity: '', columns: [] };
    let count = 0;
    for (const line of lines) {
      if (!Array.isArray(line)) current = line;
      else {
        this.put(scope, current, line);
        count += 1;
      }
    }
    if (end.end !== true || end.rows !== count || head.rows !== count) throw new Error(`not whole: ${scope}`);
    this.cursors[scope] = head.version;
  }

  /** All rows of a scope: entity, id → row. */
  scopeRows(scope: string): Record<string, Record<string, string>> {
    const tables = [...(this.rows.get(scope) ?? [])].filter(([, table]) => table.size > 0);
    const sorted = tables.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([name, table]) => [name, Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1)))]),
    );
  }

  /** One row, as an object in storage form; undefined when it is not here. */
  row(scope: string, entity: string, id: string): Record<string, string | number | null> | undefined {
    const text = this.rows.get(scope)?.get(entity)?.get(id);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** A signed POST; a problem is thrown as the error that it tells of. */
  async ask(path: string, body: unknown): Promise<unknown> {
    const { status, text } = await this.send('POST', path, JSON.stringify(body));
    if (status === 200) return JSON.parse(text);
    throw Object.assign(fromPlainError(problemSchema.parse(JSON.parse(text))), { status });
  }

  /** A signed request with whatever body. */
  async send(method: 'GET' | 'POST', path: string, body?: string, headers: Record<string, string> = {}): Promise<Raw> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { 'content-type': 'application/json', ...this.signed(method, path, body ?? ''), ...headers },
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  signed(method: string, path: string, body: string): Record<string, string> {
    const time = Date.now() + this.skew();
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const text = signedText({ method, path, time, bodyHash });
    return {
      [signatureHeaders.device]: this.deviceId || 'none',
      [signatureHeaders.time]: String(time),
      ...(this.tables === undefined ? {} : { [signatureHeaders.tables]: String(this.tables) }),
      [signatureHeaders.signature]: sign(null, Buffer.from(text), this.key).toString('hex'),
    };
  }

  private apply(delta: Extract<PullAnswer['scopes'][number], { kind: 'delta' }>): void {
    if (delta.from !== this.cursors[delta.scope]) throw new Error(`a gap in ${delta.scope}`);
    for (const { entity, columns, rows, removed } of delta.changes) {
      for (const row of rows) this.put(delta.scope, { entity, columns }, row);
      for (const id of removed) this.rows.get(delta.scope)?.get(entity)?.delete(id);
    }
    this.cursors[delta.scope] = delta.to;
  }

  private put(scope: string, { entity, columns }: { entity: string; columns: string[] }, row: unknown[]): void {
    const tables = this.rows.get(scope) ?? new Map<string, Table>();
    const table = tables.get(entity) ?? new Map<string, string>();
    const object = Object.fromEntries(columns.map((name, index) => [name, row[index]]));
    table.set(String(object['id']), JSON.stringify(object));
    tables.set(entity, table);
    this.rows.set(scope, tables);
  }

  private forget(scope: string): void {
    this.rows.delete(scope);
    delete this.cursors[scope];
  }
}
