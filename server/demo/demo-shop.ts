import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { generateDemo } from '../../shared/demo/demo';
import { demoUsers } from '../../shared/demo/people';
import { AppError } from '../../shared/kernel/errors';
import type { DemoPerson } from '../../shared/protocol/sync';
import type { SeedBatch, SeedPerson } from './seed';

/** A shop that shows itself to visitors: its records, made when they are needed, and its people. */
export interface DemoShop {
  readonly code: string;
  readonly people: readonly DemoPerson[];
  readonly accounts: readonly SeedPerson[];
  batches(): Iterable<SeedBatch>;
}

/** How large it is to be: 640 orders and the real articles when left out. */
export interface DemoSize {
  readonly seed?: number;
  readonly orders?: number;
  readonly variants?: number;
}

const pictureBookSchema = z.custom<Parameters<typeof generateDemo>[0]['pictures']>(
  (value) => typeof value === 'object' && value !== null,
);

/** The folder with the product's resources, above this file both in the sources and in the build. */
function resourcesFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'resources', 'demo');
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) throw new AppError('notFound', 'the folder resources/demo is missing');
  }
}

/** The real sales twice, some days apart, so that there are orders of every age and state. */
const USUAL_ORDERS = 640;

/** The demo shop as of `today` (UTC ms). */
export function demoShop(today: number, { seed = 1, orders = USUAL_ORDERS, ...size }: DemoSize = {}): DemoShop {
  return {
    code: 'DEMO-DESK',
    people: demoUsers.map(({ record: { userName, name }, role, password }) => ({ userName, name, role, password })),
    accounts: demoUsers.map(({ record, password }) => ({ userId: record.id, password })),
    batches() {
      const folder = resourcesFolder();
      const pictures: unknown = JSON.parse(readFileSync(join(folder, 'pictures.json'), 'utf8'));
      return generateDemo({
        sales: readFileSync(join(folder, 'online-retail-2010-12.csv'), 'utf8'),
        pictures: pictureBookSchema.parse(pictures),
        sha256: (text) => createHash('sha256').update(text).digest('hex'),
        seed,
        today,
        orders,
        ...size,
      });
    },
  };
}
