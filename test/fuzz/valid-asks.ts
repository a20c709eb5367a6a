import { domain } from '../../shared/domain/domain';
import { calls, type CallName } from '../../shared/protocol/ipc';
import type { Dice } from './dice';
import { createMarkedRows } from './marked-rows';

/** Something that a window may well ask; `rare`: slow by nature, tried now and then. */
export interface Ask {
  readonly word: 'read' | 'mutate' | 'call';
  readonly name: string;
  readonly body: unknown;
  readonly rare?: boolean;
}

/** What stands in the desk's files, for inputs that hit something. */
export interface Known {
  readonly orderId: string;
  readonly itemId: string;
  readonly customerId: string;
  readonly uid: string;
  readonly jobId: string;
  readonly designId: string;
}

const part = ({ itemId }: Known) => [{ itemId, quantity: 1000, restId: 'rest-1' }];

/** Arguments of the verbs that are more than create, update and remove. */
function ownArgs(known: Known): Record<string, unknown> {
  const { orderId } = known;
  const moved = { orderId, items: part(known) };
  const line = { id: 'i9', variantId: 'red', quantity: 1000, unitPrice: 100 };
  const head = {
    reference: 'R-9',
    storeId: 'north',
    customerId: null,
    customerName: 'Ada',
    email: null,
    source: 'counter',
  };
  const tail = { currency: 'EUR', billingAddress: null, shippingAddress: null, customReference: null, note: null };
  return {
    'order.place': { id: 'o9', ...head, ...tail, items: [line] },
    'order.ship': { ...moved, shipmentId: 's9', warehouseId: 'north-house', carrier: 'post', trackingNumber: null },
    'order.confirm': moved,
    'order.deliver': moved,
    'order.close': moved,
    'order.cancel': { ...moved, reason: null },
    'order.comment': { orderId, text: 'Hello' },
    'order.setCustomReference': { orderId, customReference: 'ABC' },
    'stockLevel.adjust': { warehouseId: 'north-house', variantId: 'red', delta: 1, reason: 'found', note: null },
  };
}

/** One ask for every verb of the register; those that are not known here are asked with what may or may not suit. */
function verbs(known: Known, dice: Dice): Ask[] {
  const made = createMarkedRows();
  const own = ownArgs(known);
  const argsOf = (name: string): unknown => {
    const [noun = '', verb = ''] = name.split('.');
    const entity = domain.entities.find((one) => one.name === noun);
    if (name in own) return own[name];
    if (!entity) return { id: 'x' };
    if (verb === 'create') return { ...made.row(entity, 'north'), id: `new-${dice.roll(1e9)}` };
    if (verb === 'remove') return { id: 'not-there' };
    const [field = 'name'] = Object.keys(entity.fields);
    const id = noun === 'customer' ? known.customerId : 'red';
    return { id, changes: { [field]: { from: null, to: 'Other' } } };
  };
  return domain.mutations.map(({ name }) => ({
    word: 'mutate',
    name,
    body: { uid: 'new-uid', name, args: argsOf(name), deps: [] },
  }));
}

const reads: readonly object[] = [
  { search: 'ada', sort: [], after: null, limit: 20, where: [] },
  { search: '', sort: [{ field: 'id', dir: 'asc' }], after: ['x'], limit: 5, where: [] },
  { where: [{ field: 'id', op: 'in', value: ['a', 'b'] }], limit: 1 },
  { where: [{ field: 'id', op: 'prefix', value: 'a' }, { field: 'id', op: 'ne', value: 'x' }], limit: 500 },
  { where: [{ field: 'id', op: 'gt', value: 'a' }, { field: 'id', op: 'empty', value: null }], search: 'x y', limit: 3 },
]; // prettier-ignore

function inputOf(name: CallName, known: Known): unknown {
  const label = { designId: known.designId, variantId: 'red', barcode: null };
  const inputs: Partial<Record<CallName, unknown>> = {
    'session.connect': { url: 'http://127.0.0.1:9/', code: 'CODE' },
    'session.signIn': { userName: 'clerk', password: 'not his' },
    'override.mutate': {
      ...{ mutation: { uid: 'new-uid', name: 'customer.remove', args: { id: 'x' }, deps: [] }, userId: 'user-manager' },
      ...{ proof: { pin: '2468' }, reason: 'torn box' },
    },
    'settings.set': { theme: 'dark', density: 'compact', language: 'de' },
    'sync.ledger': { state: 'waiting', before: 1, limit: 5 },
    'sync.retry': { uid: known.uid, newUid: 'again' },
    'sync.ledgerSummary': { actor: null, since: 1 },
    'sync.entry': { uid: 'nothing' },
    'sync.dismiss': { uid: 'nothing' },
    'table.save': { name: 'Sync', columns: ['When'], rows: [['=1+1']], separator: ';' },
    'number.next': { kind: 'order', storeId: 'north' },
    'scan.resolve': { code: '4006381333931' },
    'label.preview': label,
    'label.pdf': { ...label, copies: 1 },
    'print.enqueue': { ...label, id: 'job-9', printerId: 'printer-1', copies: 1 },
    'print.jobs': { limit: 5 },
    'print.retry': { id: known.jobId },
    'print.cancel': { id: known.jobId },
    'printer.save': { id: 'printer-1', name: 'Till', host: '127.0.0.1', port: 9100, dpi: 203 },
    'printer.remove': { id: 'printer-7' },
  };
  return inputs[name] ?? (calls[name].input.safeParse(null).success ? null : { uid: known.uid, id: known.uid });
}

const slow = new Set<string>(['session.signIn', 'label.pdf', 'label.preview', 'print.enqueue']);

/** Every word, every call's name, every verb, every entity: what the fuzzer begins with. */
export function validAsks(known: Known, dice: Dice): Ask[] {
  // The keys of the table are its names.
  const names = Object.keys(calls) as CallName[];
  return [
    ...verbs(known, dice),
    ...domain.entities.flatMap(({ name }) =>
      reads.map((query) => ({ word: 'read' as const, name, body: { entity: name, ...query } })),
    ),
    ...names.map((name) => ({ word: 'call' as const, name, body: inputOf(name, known), rare: slow.has(name) })),
  ];
}
