import { fork } from 'node:child_process';
import { createCentre } from '../../../server/app';
import { benchShop } from './bench-shop';

const WORD = 'serve-centre';
const UNLIMITED = 1e9;

/** In the child: a centre on this database, without limits of requests, since all of them come from one address. */
export async function serveCentre([word, databaseUrl, desks]: readonly string[]): Promise<boolean> {
  if (word !== WORD || databaseUrl === undefined) return false;
  const limits = { requests: UNLIMITED, attempts: UNLIMITED, snapshots: 64 };
  const centre = await createCentre({ databaseUrl, demo: benchShop(Number(desks)), limits });
  process.send?.(await centre.listen(0));
  process.once('disconnect', () => void centre.close().then(() => process.exit(0)));
  return true;
}

/** A centre in a process of its own, as in a shop. */
export interface CentreProcess {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startCentreProcess(databaseUrl: string, desks: number): Promise<CentreProcess> {
  const child = fork(process.argv[1] ?? '', [WORD, databaseUrl, String(desks)], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(typeof message === 'string' ? message : ''));
    child.once('exit', () => reject(new Error('the centre did not start')));
  });
  return {
    url,
    async stop() {
      child.disconnect();
      await over;
    },
  };
}
