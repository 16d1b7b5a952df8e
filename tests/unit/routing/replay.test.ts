import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replay, type PastRequest, type ReplayOutcome } from '@/lib/routing/replay';

const past = (over: Partial<PastRequest> = {}): PastRequest => ({
  requestId: 'r',
  keyId: 'web',
  task: 'code',
  target: 'p/large',
  latencyMs: 100,
  ...over,
});
const at = (target: string | undefined, cost?: bigint, ruleId?: string): ReplayOutcome => ({
  target,
  cost,
  ruleId,
});

describe('replay', () => {
  it('adds up cost and moves by from and to, and leaves what stays as it was', () => {
    const replay = new Replay();
    replay.add(past(), at('p/large', 10n), at('p/large', 10n));
    replay.add(past({ requestId: 'moved' }), at('p/large', 10n), at('p/small', 3n, 'cheap'));
    const report = replay.report();
    expect(report).toMatchObject({ requests: 2, moved: 1, costBefore: 20n, costAfter: 13n, costUnknown: 0 });
    expect(report.moves).toEqual([
      { from: 'p/large', to: 'p/small', requests: 1, costBefore: 10n, costAfter: 3n, requestIds: ['moved'] },
    ]);
    expect(report.byRule).toEqual([
      { ruleId: '', before: 2, after: 1 },
      { ruleId: 'cheap', before: 0, after: 1 },
    ]);
    expect([...report.byKey]).toEqual([['web', { requests: 2, moved: 1, costBefore: 20n, costAfter: 13n }]]);
    expect([...report.byTask.keys()]).toEqual(['code']);
  });

  it('counts a cost that is unknown on one side on neither', () => {
    const replay = new Replay();
    replay.add(past(), at('p/large', 10n), at('p/small'));
    expect(replay.report()).toMatchObject({ moved: 1, costUnknown: 1, costBefore: 0n, costAfter: 0n });
  });

  it('counts what nothing can serve, and moves it nowhere', () => {
    const replay = new Replay();
    replay.add(past(), at('p/large', 10n), at(undefined));
    expect(replay.report()).toMatchObject({ unservedBefore: 0, unservedAfter: 1, moved: 0, moves: [] });
  });

  it('gives a request that moves the latency of what its new target served', () => {
    const replay = new Replay();
    for (let count = 0; count < 100; count += 1) {
      replay.add(past({ latencyMs: 1_000 }), at('p/large', 1n), at('p/small', 1n));
      replay.add(past({ target: 'p/small', latencyMs: 10 }), at('p/small', 1n), at('p/small', 1n));
    }
    const { latencyBefore, latencyAfter, latencyUnknown } = replay.report();
    expect(latencyBefore.p95Ms).toBeGreaterThan(900);
    expect(latencyAfter.p95Ms).toBeLessThan(13);
    expect(latencyUnknown).toBe(0);
  });

  it('says of how many requests it knows no latency, and has none of nothing', () => {
    const replay = new Replay();
    expect(replay.report().latencyAfter).toEqual({ p50Ms: undefined, p95Ms: undefined });
    replay.add(past(), at('p/large', 1n), at('p/new', 1n));
    expect(replay.report()).toMatchObject({ latencyUnknown: 1, latencyAfter: { p95Ms: undefined } });
  });

  it('keeps at most a thousand ids of a move, and counts all', () => {
    const replay = new Replay();
    for (let count = 0; count < 1_200; count += 1)
      replay.add(past({ requestId: `r${count}` }), at('a/x', 1n), at('a/y', 1n));
    const [move] = replay.report().moves;
    expect(move?.requests).toBe(1_200);
    expect(move?.requestIds).toHaveLength(1_000);
  });

  it('has the same sums by key, by task and in all, whatever the traffic', () => {
    const target = fc.option(fc.constantFrom('a/x', 'a/y', 'b/z'), { nil: undefined });
    const cost = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: undefined });
    const outcome = fc.record({ target, cost, ruleId: fc.constantFrom(undefined, 'one', 'two') });
    const one = fc.record({
      key: fc.constantFrom('k', 'l'),
      task: fc.constantFrom('s', 't'),
      before: outcome,
      after: outcome,
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (traffic) => {
        const replay = new Replay();
        for (const { key, task, before, after } of traffic)
          replay.add(past({ keyId: key, task }), before, after);
        const report = replay.report();
        for (const parts of [report.byKey, report.byTask]) {
          const sum = (pick: 'costBefore' | 'costAfter') =>
            [...parts.values()].reduce((total, sums) => total + sums[pick], 0n);
          expect(sum('costBefore')).toBe(report.costBefore);
          expect(sum('costAfter')).toBe(report.costAfter);
          expect([...parts.values()].reduce((total, { moved }) => total + moved, 0)).toBe(report.moved);
        }
        expect(report.moves.reduce((total, { requests }) => total + requests, 0)).toBe(report.moved);
        expect(report.byRule.reduce((total, { after }) => total + after, 0)).toBe(report.requests);
      }),
    );
  });
});
