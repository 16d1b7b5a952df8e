import { expect, it } from 'vitest';
import { type HealthHint, TargetHealth } from '@/lib/gateway/targets/target-health';
import { SlidingWindow } from '@/lib/resilience/sliding-window';
import { serve, soleTarget } from '../sole-target';

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

/** Two gateways that tell each other what they find out. */
function twoGateways(nowMs: { at: number }) {
  const told: HealthHint[] = [];
  const gateways = [0, 1].map(
    () =>
      new TargetHealth(() => nowMs.at, undefined, {
        tell: (hint) => told.push(hint),
        newLimit: () => new SlidingWindow(0),
        credentialName: (apiKey) => `name of ${apiKey.length}`,
      }),
  );
  const [first, second] = gateways;
  if (first === undefined || second === undefined) throw new Error('two');
  return { told, first, second };
}

const failing = (status: number, retryAfterS?: number) => ({
  kind: 'upstream' as const,
  error: { kind: status === 429 ? ('rate_limit' as const) : ('server' as const), status, message: '' },
  ...(retryAfterS !== undefined && { retryAfterS }),
});

function fail(health: TargetHealth, failure: ReturnType<typeof failing>): void {
  const target = soleTarget();
  const gate = health.enter(target, 1);
  if (gate.kind !== 'open') throw new Error(gate.reason);
  health.ended(target, gate.admission, { mode: 'json', failure, latencyMs: 1, limitMs: 1_000 });
}

it('a breaker that opens here is told once, and makes the other gateway probe; its own success closes that again', () => {
  const now = { at: 0 };
  const { told, first, second } = twoGateways(now);
  for (let n = 0; n < 5; n += 1) fail(first, failing(500));
  expect(told).toEqual([{ kind: 'opened', name: expect.any(String), forMs: 30_000 }]);
  second.hear(told[0] as HealthHint);
  const target = soleTarget();
  expect(second.stateOf(target).breaker.view(now.at).kind).toBe('half_open');
  // A word of another neither opens it nor is told on.
  expect(told).toHaveLength(1);
  serve(second, target, { count: 3, latencyMs: 1, limitMs: 1_000 });
  expect(second.stateOf(target).breaker.view(now.at).kind).toBe('closed');
  expect(first.stateOf(target).breaker.view(now.at).kind).toBe('open');
});

it('the first failed probe of the other opens its breaker, too', () => {
  const now = { at: 0 };
  const { told, first, second } = twoGateways(now);
  for (let n = 0; n < 5; n += 1) fail(first, failing(500));
  second.hear(told[0] as HealthHint);
  fail(second, failing(500));
  expect(second.stateOf(soleTarget()).breaker.view(now.at).kind).toBe('open');
  // And one that is open stays so, whatever it hears.
  second.hear(told[0] as HealthHint);
  expect(second.stateOf(soleTarget()).breaker.view(now.at).kind).toBe('open');
});

it('a cooldown that the provider asked for holds at the other gateway, as long as it has left', () => {
  const now = { at: 0 };
  const { told, first, second } = twoGateways(now);
  fail(first, failing(429, 20));
  expect(told).toMatchObject([{ kind: 'cooled', forMs: 20_000, binding: true }]);
  second.hear({ ...(told[0] as HealthHint), forMs: 15_000 });
  const target = soleTarget();
  expect(second.enter(target, 1)).toMatchObject({ kind: 'shut', untilMs: 15_000, binding: true });
  now.at = 15_001;
  expect(second.enter(target, 1).kind).toBe('open');
});
