import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCalls, type Call } from './io-log';
import { behindShim, stateFolder } from './shim';
import { prepare, type Scenario } from './workload';

/** A folder of this process's own, gone with it; in memory where that can be had. */
export function workFolder(): string {
  const folder = mkdtempSync(join(stateFolder || tmpdir(), 'backroom-faults-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What was told of gestures: those before, and by `open` and `saved`. */
export function toldOf(before: readonly string[], lines: readonly string[]): { saved: string[]; open: string[] } {
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  return { saved: [...before, ...of('saved')], open: of('open') };
}

export interface Work {
  readonly folder: string;
  readonly seed: number;
  readonly library: string;
  readonly planted?: string | undefined;
}

/** Runs the workload in a process of its own, behind the shim. Resolves to what it told, and whether it came to its end. */
export function runChild(
  { folder, seed, library, planted }: Work,
  shim: { log?: string; kill?: number; half?: boolean },
): Promise<{ lines: string[]; ended: boolean }> {
  const parts = [process.argv[1] ?? '', '--child', folder, '--seed', String(seed)];
  const child = spawn(process.execPath, planted === undefined ? parts : [...parts, '--planted', planted], {
    env: behindShim(library, { folder, ...shim }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ lines: text.split('\n').filter((line) => line !== ''), ended: code === 0 })),
  );
}

/** A day at a desk, call by call. */
export interface Recording {
  /** The files at its beginning. */
  readonly base: string;
  /** Gestures that were saved in them. */
  readonly before: string[];
  readonly calls: Call[];
}

/** Lets a process live through a scenario, and reads what it did to its disk. */
export async function record(root: string, scenario: Scenario, work: Omit<Work, 'folder'>): Promise<Recording> {
  const base = join(root, 'base');
  const folder = join(root, 'recorded');
  for (const path of [base, folder]) rmSync(path, { recursive: true, force: true });
  mkdirSync(base, { recursive: true });
  const before = await prepare(base, scenario, work.seed);
  cpSync(base, folder, { recursive: true });
  const log = join(root, 'calls');
  const { ended } = await runChild({ ...work, folder }, { log });
  if (!ended) throw new Error(`the workload of ${scenario}, seed ${work.seed}, did not come to its end`);
  return { base, before, calls: readCalls(log, folder) };
}
