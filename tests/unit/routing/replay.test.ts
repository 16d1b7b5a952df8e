import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { policySchema } from '@/lib/routing/policy/schemas';
import { startReplay, type PastRequest } from '@/lib/routing/replay';
import { facts } from './policy/facts';

const policy = compilePolicy(
  policySchema.parse({
    name: 'p',
    rules: [{ id: 'cheap', name: 'Cheap', when: { tasks: ['fast'] }, targets: ['small'] }],
    tiers: { balanced: ['large'] },
    fallbackTier: 'balanced',
  }),
);
const past = (over: Partial<PastRequest>): PastRequest => ({
  requestId: 'r',
  facts: facts(),
  share: 0,
  model: 'large',
  cost: 10n,
  latencyMs: 100,
  ...over,
});
const replay = (
  requests: PastRequest[],
  pick = (_: PastRequest, { targets }: { targets: readonly string[] }) => targets[0],
) => {
  const running = startReplay({ policy, pick, forecast: () => ({ cost: 3n, latencyMs: 40 }) });
  for (const request of requests) running.add([request]);
  return running.report();
};

describe('replay', () => {
  it('adds up cost, latency and moves by from and to, and leaves what stays as it was', () => {
    const report = replay([past({}), past({ requestId: 'moved', facts: facts({ task: 'fast' }) })]);
    expect(report).toMatchObject({ requests: 2, moved: 1, costBefore: 20n, costAfter: 13n, costUnknown: 0 });
    expect(report).toMatchObject({ latencyBeforeMs: 100, latencyAfterMs: 70 });
    expect(report.moves).toEqual([
      { from: 'large', to: 'small', requests: 1, costBefore: 10n, costAfter: 3n, examples: ['moved'] },
    ]);
    expect([...report.byRule]).toEqual([
      ['', 1],
      ['cheap', 1],
    ]);
  });
  it('counts unknown cost apart, on both sides', () => {
    const report = replay([past({ cost: undefined, facts: facts({ task: 'fast' }) })]);
    expect(report).toMatchObject({ moved: 1, costUnknown: 1, costBefore: 0n, costAfter: 0n });
  });
  it('counts what nothing can serve, and has no latency of nothing', () => {
    const report = replay([past({})], () => undefined);
    expect(report).toMatchObject({ unserved: 1, moved: 0, latencyBeforeMs: undefined });
  });
});
