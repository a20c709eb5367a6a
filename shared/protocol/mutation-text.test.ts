import { createHash, createPublicKey, verify } from 'node:crypto';
import { draftValues, entryHash } from '../../main/core/store/journal/entry';
import { AUDIT_START, auditHash } from '../../server/authority/audit';
import { overrideSchema } from './override';
import { mutationText } from './sync';

/** What a version without overrides has signed, hashed and chained: made by it, written down here. */
const said = {
  ...{ uid: 'u1', name: 'stockLevel.adjust', ver: 1, args: { delta: 1000, note: 'für Ö' }, actor: 'ada' },
  ...{ at: 1_700_000_000_000, deps: ['u0'] },
};
const text = '["u1","stockLevel.adjust",1,{"delta":1000,"note":"für Ö"},"ada",1700000000000,["u0"]]';
const publicKey = 'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c';
const signature =
  '51e63724430e86461a72851cd39bee0a0640e73e1ca65c8d4804228e7d1f81dcafd0423d8157d7f0beadf86268b9e083939b6b4a8ac5164fad30e685dae67c05';
const hashes = {
  unsigned: '2cb434186d2a51a1e7a2c57008f3d87d5b98a23850e23ad7108f7519818d592f',
  signed: 'ade7db840149880145d02deb6d86a025e7694257e730dc65c6e5499eae13e8f3',
  chained: '197678538db671225d5c9f9238c9f328b59116fc71835738b4a5e537cd9c0065',
};
const deed = [1, 1_700_000_000_000, 'ada', 'till', 'stockLevel.adjust@1', 'u1', '[]', '[]'];
const override = { for: 'bea', reason: 'torn box' };

function isSigned(words: string): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(words), key, Buffer.from(signature, 'hex'));
}

test('a gesture without an override is signed, kept and chained byte for byte as before there were any', () => {
  expect(mutationText(said)).toBe(text);
  expect(isSigned(mutationText(said))).toBe(true);
  expect(draftValues(7, { ...said, sig: null }).at(-1)).toBe(hashes.unsigned);
  expect(draftValues(7, { ...said, sig: 'ab'.repeat(64) }).at(-1)).toBe(hashes.signed);
  expect(auditHash(AUDIT_START, deed)).toBe(hashes.chained);
  expect(auditHash(AUDIT_START, [...deed, null, null])).toBe(hashes.chained);
});

test('with one, whose it is and why are part of what is signed, kept and chained', () => {
  const others = [override, { ...override, for: 'eve' }, { ...override, reason: 'a gift' }];
  const texts = others.map((one) => mutationText({ ...said, override: one }));
  expect(texts[0]).toBe(`${text.slice(0, -1)},["bea","torn box"]]`);
  expect(texts.some(isSigned)).toBe(false);
  const kept = others.map((one) => draftValues(7, { ...said, sig: 'ab'.repeat(64), override: one }).at(-1));
  const chained = others.map((one) => auditHash(AUDIT_START, [...deed, one.for, one.reason]));
  expect(new Set([...Object.values(hashes), ...kept, ...chained]).size).toBe(9);
});

test('half an override, put there on disk, is no older entry', () => {
  const values = draftValues(7, { ...said, sig: null }).slice(0, -1);
  for (const at of [-2, -1]) {
    const half = [...values];
    half.splice(at, 1, 'x');
    expect(entryHash(7, half)).not.toBe(hashes.unsigned);
  }
  for (const later of [
    ['x', null],
    [null, 'x'],
  ])
    // prettier-ignore
    expect(auditHash(AUDIT_START, [...deed, ...later])).not.toBe(hashes.chained);
  expect(
    createHash('sha256')
      .update(JSON.stringify([AUDIT_START, ...deed]))
      .digest('hex'),
  ).toBe(hashes.chained);
});

test('a reason is one line of words that every database keeps as it was signed', () => {
  for (const reason of ['x', 'Kundin kennt den Chef – 10 % ok 👍', 'a'.repeat(200)])
    expect(overrideSchema.safeParse({ for: 'bea', reason }).success).toBe(true);
  for (const reason of ['', '   ', 'a'.repeat(201), 'two\nlines', 'nul\0', 'half \ud83d', '\udc4d'])
    expect(overrideSchema.safeParse({ for: 'bea', reason }).success).toBe(false);
});
