import { randomBytes } from 'node:crypto';
import { idSchema, newId } from './id';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };

describe('identifiers', () => {
  it('are UUIDs of version 7 that carry their time', () => {
    const at = Date.UTC(2026, 0, 15, 9, 30);
    const id = newId(at, random);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('sort by time and do not collide', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => newId(1_700_000_000_000 + i, random));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(1000);
  });

  it.each(['', ' ', "a'b", 'a b', 'ä', 'x'.repeat(101), '../x'])('refuse %p', (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  });
});
