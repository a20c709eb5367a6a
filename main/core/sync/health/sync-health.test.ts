import { SyncHealth } from './sync-health';

test('the centre’s clock is the median of the last five answers: slow and wild ones do not move it', () => {
  const health = new SyncHealth();
  expect(health.told().clockOffset).toBeNull();
  const hear = (offset: number, { there = 10, back = 10 } = {}) =>
    health.heardTime(1000 + there + offset, { asked: 1000, came: 1000 + there + back });
  hear(5000, { back: 8000 });
  expect(health.told().clockOffset).toBe(1005);
  for (const offset of [5000, 5010, 4990]) hear(offset);
  hear(90_000_000);
  expect(health.told().clockOffset).toBe(5000);
  for (let n = 0; n < 3; n += 1) hear(-60_000); // somebody has set the clock
  expect(health.told().clockOffset).toBe(-60_000);
});

test('tells within what 19 of 20 of the last pulls were applied, and how often a prediction failed', () => {
  const health = new SyncHealth();
  expect(health.told()).toMatchObject({ rebaseP95: null, failedPredictions: 0 });
  for (let ms = 1; ms <= 100; ms += 1) health.rebased(ms);
  expect(health.told().rebaseP95).toBe(95);
  for (let n = 0; n < 200; n += 1) health.rebased(7.4);
  expect(health.told().rebaseP95).toBe(7);
  health.predictionsFailed(2);
  health.predictionsFailed(1);
  expect(health.told().failedPredictions).toBe(3);
});
