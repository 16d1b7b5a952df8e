import { describe, expect, test } from 'vitest';
import { compileSnapshot } from '@/lib/config/snapshot/compile-snapshot';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { starterConfig } from '@/lib/config/starter/seed-config';
import { arrivalTimes, DEMO_DAYS } from '@/lib/jobs/demo/arrival-times';
import { demoRequest } from '@/lib/jobs/demo/demo-request';
import { demoWorld } from '@/lib/jobs/demo/demo-world';
import { demoOutage, isDown } from '@/lib/jobs/demo/outage';
import { pickWeighted } from '@/lib/jobs/demo/pick-weighted';
import { toBooking } from '@/lib/ledger/ingest/booking';

const END = Date.UTC(2026, 10, 22, 9, 30);
const DAY_MS = 86_400_000;

const starter = starterConfig(END);
const snapshot = compileSnapshot({
  version: 1,
  document: configDocumentSchema.parse({
    ...starter,
    providers: (starter.providers ?? []).map((provider) => ({ ...provider, apiKey: undefined })),
  }),
  keys: new Map(),
  secret: () => undefined,
  env: { TOLLGATE_SIMULATOR_URL: 'http://127.0.0.1:9' },
  warn: () => undefined,
});
const world = demoWorld(snapshot, END);
if (world === undefined) throw new Error('the starter configuration has models');

describe('arrivals', () => {
  test('about 12,000, ascending, in the thirty days before the end, the same each time', () => {
    const times = arrivalTimes(END);
    expect(Math.abs(times.length - 12_000)).toBeLessThan(200);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(
      [times[0] ?? 0, times.at(-1) ?? 0].map((at) => at >= END - DEMO_DAYS * DAY_MS && at < END),
    ).toEqual([true, true]);
    expect(arrivalTimes(END)).toEqual(times);
  });

  test('a working day has more than a Sunday, noon more than night', () => {
    const times = arrivalTimes(END).map((at) => new Date(at));
    const on = (day: number) => times.filter((at) => at.getUTCDay() === day).length;
    const around = (hour: number) => times.filter((at) => at.getUTCHours() === hour).length;
    expect(on(2)).toBeGreaterThan(2 * on(0));
    expect(around(10)).toBeGreaterThan(5 * around(3));
  });
});

describe('requests', () => {
  const sample = arrivalTimes(END).map((at, index) => demoRequest(world, index, at));

  test('each is the same each time, and has an id of its own', () => {
    expect(demoRequest(world, 7, END - 1_000)).toEqual(demoRequest(world, 7, END - 1_000));
    expect(new Set(sample.map(({ request }) => request.requestId)).size).toBe(sample.length);
    expect(sample[0]?.request.requestId).toMatch(/^req_[0-9a-z]{26}$/);
  });

  test('each can go on the books, priced', () => {
    const states = new Set(sample.map((done) => toBooking(done).request.cost_state));
    expect([...states].sort()).toEqual(['not_billed', 'priced']);
  });

  test('tasks come in the shares of the articles', () => {
    const share = (task: string) =>
      sample.filter(({ request }) => request.route.task === task).length / sample.length;
    expect(share('simple_faq')).toBeCloseTo(0.65, 1);
    expect(share('complex_reasoning')).toBeCloseTo(0.1, 1);
    expect(share('code')).toBeCloseTo(0.05, 1);
  });

  test('in the outage its provider answers nothing, and another serves what has a fallback', () => {
    const { outage } = world;
    if (outage === undefined) throw new Error('there is an outage');
    const during = Array.from({ length: 400 }, (_, n) => demoRequest(world, n, outage.fromMs + n * 1_000));
    const attempts = during
      .flatMap((done) => done.attempts)
      .filter(({ provider }) => provider === outage.provider);
    expect(attempts.length).toBeGreaterThan(20);
    expect(attempts.every(({ status }) => status === 503)).toBe(true);
    expect(during.some((done) => done.outcome === 'success' && done.attempts.length > 1)).toBe(true);
  });

  test('without a model that is on, there is no demo world', () => {
    expect(demoWorld({ ...snapshot, providers: new Map() }, END)).toBeUndefined();
  });
});

test('the outage is half an hour of a Wednesday, at least five days before the end', () => {
  for (let day = 0; day < 7; day += 1) {
    const outage = demoOutage(END + day * DAY_MS, 'p');
    expect(new Date(outage.fromMs).getUTCDay()).toBe(3);
    expect(END + day * DAY_MS - outage.toMs).toBeGreaterThan(4 * DAY_MS);
    expect(
      [outage.fromMs - 1, outage.fromMs, outage.toMs - 1, outage.toMs].map((at) => isDown(outage, 'p', at)),
    ).toEqual([false, true, true, false]);
    expect(isDown(outage, 'other', outage.fromMs)).toBe(false);
  }
});

test('a weighted pick follows the weights to their exact boundaries', () => {
  const choices = [
    ['a', 1],
    ['b', 3],
  ] as const;
  expect([0, 0.249, 0.25, 0.999].map((at) => pickWeighted(choices, () => at))).toEqual(['a', 'a', 'b', 'b']);
});
