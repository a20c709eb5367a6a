import type { FromCore, ToCore } from '../../../shared/protocol/host';
import type { CoreChild } from './core-child';
import { createCoreSupervisor, waitBefore } from './core-supervisor';

/** A core that does nothing but live and die when told. */
class TestChild implements CoreChild {
  readonly said: ToCore[] = [];
  killed = false;
  say: (data: unknown) => void = () => undefined;
  die: (code: number) => void = () => undefined;
  post(message: ToCore) {
    this.said.push(message);
  }
  onMessage(listener: (data: unknown) => void) {
    this.say = listener;
  }
  onExit(listener: (code: number) => void) {
    this.die = listener;
  }
  kill() {
    this.killed = true;
    this.die(9);
  }
}

function setUp() {
  const children: TestChild[] = [];
  const events: string[] = [];
  const heard: FromCore[] = [];
  const supervisor = createCoreSupervisor({
    spawn: () => {
      const child = new TestChild();
      children.push(child);
      return child;
    },
    begin: () => ({ kind: 'start', folder: '/data', api: null, resume: null }),
    onUp: () => events.push('up'),
    onDown: () => events.push('down'),
    onMessage: (message) => heard.push(message),
    log: (_level, event) => events.push(event),
  });
  supervisor.start();
  const last = () => children.at(-1)!;
  return { supervisor, children, events, heard, last };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a new core hears where its files are before anything else', () => {
  const { supervisor, last } = setUp();
  expect(supervisor.post({ kind: 'syncNow' })).toBe(true);
  expect(last().said).toEqual([{ kind: 'start', folder: '/data', api: null, resume: null }, { kind: 'syncNow' }]);
});

test('one that dies is replaced, and windows hear of both', () => {
  const { supervisor, children, events, last } = setUp();
  last().die(1);
  expect(supervisor.post({ kind: 'syncNow' })).toBe(false);
  jest.advanceTimersByTime(100);
  expect(children).toHaveLength(2);
  expect(events).toEqual(['up', 'core.died', 'down', 'up']);
  expect(supervisor.post({ kind: 'syncNow' })).toBe(true);
});

test('one that keeps dying is started ever more seldom, but for ever', () => {
  const { children, last } = setUp();
  for (let death = 1; death <= 12; death += 1) {
    last().die(1);
    jest.advanceTimersByTime(waitBefore(death) - 1);
    expect(children).toHaveLength(death);
    jest.advanceTimersByTime(1);
    expect(children).toHaveLength(death + 1);
  }
  expect([1, 2, 3, 8, 50].map(waitBefore)).toEqual([100, 200, 400, 10_000, 10_000]);
});

test('a death after a good life is a first one', () => {
  const { children, last } = setUp();
  for (let death = 1; death <= 5; death += 1) {
    last().die(1);
    jest.advanceTimersByTime(waitBefore(death));
  }
  jest.advanceTimersByTime(31_000);
  last().die(1);
  jest.advanceTimersByTime(100);
  expect(children).toHaveLength(7);
});

test.each([
  null,
  7,
  'ready',
  {},
  { kind: 'nonsense' },
  { kind: 'ask', id: 'x', name: 'open' },
  { kind: 'ask', id: 1, name: 'rm' },
])('what a core says is parsed: %j', (data) => {
  const { last, heard, events } = setUp();
  last().say(data);
  expect(heard).toEqual([]);
  expect(events).toContain('core.unreadable');
  last().say({ kind: 'ready' });
  expect(heard).toEqual([{ kind: 'ready' }]);
});

test('at the end it is asked to stop, and no other comes', async () => {
  const { supervisor, children, last } = setUp();
  const stopped = supervisor.stop();
  expect(last().said.at(-1)).toEqual({ kind: 'stop' });
  last().die(0);
  await stopped;
  jest.advanceTimersByTime(60_000);
  expect(children).toHaveLength(1);
  expect(last().killed).toBe(false);
});

test('one that does not stop is stopped by force', async () => {
  const { supervisor, last } = setUp();
  const stopped = supervisor.stop();
  jest.advanceTimersByTime(5_000);
  await stopped;
  expect(last().killed).toBe(true);
});

test('when the end comes between two cores, no new one is started', async () => {
  const { supervisor, children, last } = setUp();
  last().die(1);
  await supervisor.stop();
  jest.advanceTimersByTime(60_000);
  expect(children).toHaveLength(1);
});
