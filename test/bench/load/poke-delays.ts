import { createParser } from 'eventsource-parser';
import { eventSchema } from '../../../shared/protocol/sync';
import { send, type LoadDesk } from './load-desk';
import { newestCursors, type LoadShop } from './load-shop';

const TIMES = 60;

/** Listens as a desk does; calls back at each poke. */
async function listen(url: string, desk: LoadDesk, onPoke: () => void): Promise<() => void> {
  const path = '/sync/events';
  const ending = new AbortController();
  const answer = await fetch(`${url}${path}`, { headers: desk.signedGet(path), signal: ending.signal });
  const parser = createParser({
    onEvent({ data }) {
      if (eventSchema.parse(JSON.parse(data)).type === 'poke') onPoke();
    },
  });
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) parser.feed(decoder.decode(part, { stream: true }));
  };
  read().catch(() => undefined); // the end of the listening
  return () => ending.abort();
}

/** Milliseconds from one desk's push to the moment at which another desk of the same places has its rows. */
export async function pokeDelays({ url, databaseUrl, desks }: LoadShop): Promise<number[]> {
  const [sender, hearer] = [desks[0], desks[4]];
  if (!sender || !hearer) return [];
  const delays: number[] = [];
  let poked: () => void = () => undefined;
  const end = await listen(url, hearer, () => poked());
  for (let run = 0; run < TIMES; run += 1) {
    hearer.cursors = await newestCursors(databaseUrl);
    const heard = new Promise<void>((resolve) => (poked = resolve));
    const push = sender.push(1);
    const start = performance.now();
    const pushed = await send(url, push);
    if (pushed.status !== 200) throw new Error(pushed.text);
    await heard;
    const { text } = await send(url, hearer.pull());
    if (!text.includes('"changes":[{')) throw new Error(`poked for nothing: ${text.slice(0, 200)}`);
    delays.push(performance.now() - start);
  }
  end();
  return delays;
}
