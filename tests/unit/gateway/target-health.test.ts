import { expect, it } from 'vitest';
import { TargetHealth } from '@/lib/gateway/target-health';
import { serve, soleTarget } from './sole-target';

it('slow is more than half of what the attempt itself was given', () => {
  // A reasoning model: 40 s for each answer.
  const served = (limitMs: number) =>
    serve(new TargetHealth(() => 0), soleTarget(), { count: 30, latencyMs: 40_000, limitMs });
  expect([served(300_000), served(60_000)]).toEqual([true, false]);
});

it('is ready only while its limits have room, too', () => {
  for (const limits of [{ rpm: 1 }, { tpm: 10 }, { maxConcurrent: 1 }]) {
    const health = new TargetHealth(() => 0);
    const target = soleTarget(limits);
    expect(health.isReady(target, 10)).toBe(true);
    expect(health.enter(target, 10).kind).toBe('open');
    expect(health.isReady(target, 10)).toBe(false);
  }
});
