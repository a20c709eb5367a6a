import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../simulation/random';
import type { Share } from './kill-family';
import { brokenPromises } from './promises';
import { workFolder } from './recording';
import type { Tally } from './tally';
import { prepare, SETTLED } from './workload';

const PAGE = 4096;
const files = [
  'journal.db',
  'journal.db-wal',
  'journal.mirror',
  'replica.db',
  'replica.db-wal',
  'incarnation',
] as const;

/** Ways in which a disk, or a program that has no business there, spoils a file. */
const harms: Readonly<Record<string, (bytes: Buffer, dice: Dice) => Buffer>> = {
  'bits turned'(bytes, dice) {
    for (let times = 1 + dice.below(4); times > 0; times -= 1) {
      const at = dice.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8));
    }
    return bytes;
  },
  'a page of zeros'(bytes, dice) {
    const at = Math.floor(dice.below(bytes.length) / PAGE) * PAGE;
    return bytes.fill(0, at, Math.min(bytes.length, at + PAGE));
  },
  'a page of noise'(bytes, dice) {
    const at = Math.floor(dice.below(bytes.length) / PAGE) * PAGE;
    for (let one = at; one < Math.min(bytes.length, at + PAGE); one += 1) bytes[one] = dice.below(256);
    return bytes;
  },
  'cut off': (bytes, dice) => bytes.subarray(0, dice.below(bytes.length)),
  'cut off at a page': (bytes, dice) => bytes.subarray(0, Math.floor(dice.below(bytes.length) / PAGE) * PAGE),
  emptied: () => Buffer.alloc(0),
  'noise at the end': (bytes, dice) =>
    Buffer.concat([bytes, Buffer.from(Array.from({ length: 700 }, () => dice.below(256)))]),
  'two pages changed places'(bytes, dice) {
    const pages = Math.max(1, Math.floor(bytes.length / PAGE));
    const [a, b] = [dice.below(pages) * PAGE, dice.below(pages) * PAGE];
    const kept = Buffer.from(bytes.subarray(a, a + PAGE));
    bytes.copy(bytes, a, b, b + PAGE);
    kept.copy(bytes, b);
    return bytes;
  },
};

/** Files of a desk are spoilt: one of them, or the journal and its mirror both. What waits is there afterwards, or the loss is told. */
export async function damageFamily(tally: Tally, share: Share): Promise<void> {
  const root = workFolder();
  const folder = join(root, 'desk');
  for (let seed = share.seed; ; seed += 1) {
    const base = join(root, `base.${seed}`);
    mkdirSync(base, { recursive: true });
    const saved = await prepare(base, seed % 3 === 0 ? 'closed' : 'saves', seed);
    for (let round = 0; round < 400; round += 1) {
      const dice = new Dice(Math.imul(seed, 0x9e3779b1) ^ round);
      rmSync(folder, { recursive: true, force: true });
      cpSync(base, folder, { recursive: true });
      const told: string[] = [];
      const first = dice.pick(files) ?? 'journal.db';
      const both = dice.chance(0.1);
      for (const file of both ? (['journal.db', 'journal.mirror'] as const) : [first]) {
        const path = join(folder, file);
        const harm = dice.pick(Object.keys(harms)) ?? '';
        if (!existsSync(path) || readFileSync(path).length === 0) continue;
        writeFileSync(path, harms[harm]?.(readFileSync(path), dice) ?? '');
        told.push(`${harm} in ${file}`);
      }
      if (told.length === 0) continue;
      const blindReplica = first.startsWith('replica') && !both;
      tally.add(
        await brokenPromises(folder, {
          saved: saved.slice(SETTLED),
          settled: saved.slice(0, SETTLED),
          mayLose: both,
          blindReplica,
        }),
        `${told.join(', ')}, seed ${seed}, round ${round}`,
      );
      tally.count('damaged desks');
      if ((tally.counts['damaged desks'] ?? 0) >= share.cases) return;
    }
  }
}
