import { createHash } from 'node:crypto';
import { z } from 'zod';
import { syncMessages } from './sync';
import { PROTOCOL } from './version';

/** The hash of all messages for each number. A message that changes needs a new number and a new line. */
const hashes: Record<number, string> = {
  1: '573b70d3f6a1ac46',
  2: '9ba42cc28210a36f',
  3: '3965521e81fc7d57',
};

it('gives the protocol a new number whenever a message changes', () => {
  const schemas = Object.entries(syncMessages).map(([name, schema]) => [name, z.toJSONSchema(schema)]);
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
  expect(hash).toBe(hashes[PROTOCOL]);
});
