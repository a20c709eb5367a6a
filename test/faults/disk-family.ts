import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/kernel/errors';
import { FaultDesk } from './fault-desk';
import type { Share } from './kill-family';
import { brokenPromises, isTold } from './promises';
import { failCalls, tellShim } from './shim';
import type { Fault, Tally } from './tally';
import { prepare, type Scenario } from './workload';

type DiskError = Parameters<typeof failCalls>[0];

/** Once; or until somebody makes room. */
const lengths = [1, 1_000_000_000];
/** A disk that is watched and never fails. */
const NEVER = 1_000_000_000;
const scenarios: readonly Scenario[] = ['saves', 'migration', 'rescue', 'fresh'];

/** About as many cases as a seed has; when fewer are asked for, they are spread over all of them. */
const NATURAL = 4000;

/** What came of gestures while the disk failed. */
interface Day {
  readonly saved: string[];
  readonly refused: string[];
  readonly faults: Fault[];
  told: boolean;
}

/** The words of ours for a disk in trouble. */
const isTyped = (error: unknown) =>
  error instanceof AppError && (error.code === 'unavailable' || error.code === 'damaged');

/** Tries, and takes down what was said. */
async function attempt<T>(day: Day, what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!isTyped(error)) day.faults.push({ wrong: 'silent', what: `${what}: no error of ours: ${String(error)}` });
    return null;
  }
}

async function save(desk: FaultDesk, day: Day, uid: string): Promise<void> {
  const done = await attempt(day, `saving ${uid}`, async () => (await desk.save(uid), true));
  (done === true ? day.saved : day.refused).push(uid);
}

/** Opened and worked with while the disk fails; worked with once more, by the same process, when it does no longer. */
async function liveThrough(folder: string, trouble: () => void): Promise<Day> {
  const day: Day = { saved: [], refused: [], faults: [], told: false };
  trouble();
  const desk = await attempt(day, 'opening', () => FaultDesk.open(folder));
  if (desk) for (const uid of ['new.1', 'new.2', 'new.3']) await save(desk, day, uid);
  if (desk) await attempt(day, 'settling', () => desk.settle());
  failCalls('EIO', 0, 0);
  const again = desk ?? (await attempt(day, 'opening again', () => FaultDesk.open(folder)));
  if (!again) return { ...day, faults: [...day.faults, { wrong: 'lost', what: 'it does not open on a sound disk' }] };
  day.told = isTold(again.journal);
  try {
    await again.save('late.7');
    day.saved.push('late.7');
  } catch (error) {
    day.faults.push({ wrong: 'lost', what: `it does not work on a sound disk: ${String(error)}` });
  }
  await attempt(day, 'closing', () => again.close());
  return day;
}

/** How many calls of a kind such a day has. */
async function callsIn(folder: string, error: DiskError): Promise<number> {
  failCalls(error, NEVER, 1);
  const opened = await FaultDesk.open(folder);
  for (const uid of ['new.1', 'new.2', 'new.3']) await opened.save(uid);
  await opened.settle();
  const count = tellShim('count');
  await opened.close();
  return count;
}

/** The disk is full, or fails, at every call: once, and from there on. The process works behind the shim. */
export async function diskFamily(tally: Tally, root: string, share: Omit<Share, 'library'>): Promise<void> {
  const folder = join(root, 'desk');
  const base = join(root, 'base');
  const begin = () => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(base, folder, { recursive: true });
  };
  const step = Math.max(1, Math.ceil(NATURAL / share.cases));
  for (let seed = share.seed; ; seed += 1) {
    for (const scenario of scenarios) {
      rmSync(base, { recursive: true, force: true });
      mkdirSync(base, { recursive: true });
      const before = await prepare(base, scenario, seed);
      for (const error of ['ENOSPC', 'EIO'] as const) {
        begin();
        const calls = await callsIn(folder, error);
        for (let from = 1 + (seed % step); from <= calls; from += step) {
          for (const many of lengths) {
            begin();
            const { saved, refused, faults, told } = await liveThrough(folder, () => void failCalls(error, from, many));
            const own = { saved: [...before, ...saved] };
            const where = `${scenario}, seed ${seed}, ${error} at call ${from}, ${many === 1 ? 'once' : 'lasting'}`;
            tally.add([...faults, ...(await brokenPromises(folder, { ...own, refused, told }))], where);
            tally.count('disk faults');
            if ((tally.counts['disk faults'] ?? 0) >= share.cases) return;
          }
        }
      }
    }
  }
}
