import { expect, test } from 'vitest';
import { tcoFromTraffic } from '@/lib/planning/tco-from-traffic';

const SHAPE = {
  inputTokens: 9_000,
  outputTokens: 1_000,
  costedUsd: '0.03',
  costedTokens: 10_000,
  busiestHour: 5_000,
};
const DAY = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') };
const month = (now: string) => tcoFromTraffic(SHAPE, DAY, new Date(now))?.tokensPerMonth;

test('a whole period is scaled to a month by its length', () => {
  expect(tcoFromTraffic(SHAPE, DAY, new Date('2026-12-01T00:00:00Z'))).toEqual({
    tokensPerMonth: 300_000,
    inputPercent: '90.00',
    peakFactor: '12.00',
    inputUsd: '3',
    outputUsd: '3',
  });
});

test('of a period that goes on only what has passed counts, and never less than an hour', () => {
  expect(month('2026-11-23T06:00:00Z')).toBe(1_200_000);
  expect(month('2026-11-23T01:00:00Z')).toBe(7_200_000);
  expect(month('2026-11-23T00:01:00Z')).toBe(7_200_000);
});

test('the price is that of the tokens whose cost is known, and none where none is', () => {
  expect(tcoFromTraffic({ ...SHAPE, costedTokens: 5_000 }, DAY, DAY.to)).toMatchObject({
    tokensPerMonth: 300_000,
    inputUsd: '6',
    outputUsd: '6',
  });
  const unknown = tcoFromTraffic({ ...SHAPE, costedUsd: '0', costedTokens: 0 }, DAY, DAY.to);
  expect(unknown).toEqual({ tokensPerMonth: 300_000, inputPercent: '90.00', peakFactor: '12.00' });
});

test('nothing is said of a period without tokens', () => {
  expect(tcoFromTraffic({ ...SHAPE, inputTokens: 0, outputTokens: 0 }, DAY, DAY.to)).toBeUndefined();
});
