import { expect, it } from 'vitest';
import { failoversOf } from '@/lib/health/failovers';
import { coalesce } from '@/lib/health/store-events';
import { verdictOfAttempt } from '@/lib/health/verdict-of-attempt';
import { windowDeltas } from '@/lib/health/window-deltas';
import { toBooking } from '@/lib/ledger/ingest/booking';
import type { AttemptRecord } from '@/lib/ledger/records';
import { attempt, done, header, NOON } from '@/tests/integration/ledger/sample-records';

const route = { ...header('r').route, candidates: ['a/m', 'b/m', 'c/m'] };
const failed = (number: number, provider: string, over: Partial<AttemptRecord> = {}) =>
  attempt({
    ...{ attempt: number, provider, model: 'm', startedAt: NOON + number, latencyMs: 5 },
    ...{ status: 503, outcome: 'error' as const, errorCode: 'overloaded', errorMessage: 'the secret prompt' },
    ...over,
  });
const booking = (attempts: AttemptRecord[], stream = false) =>
  toBooking(done('r', { request: header('r', { route, stream }), attempts }));

it('a request that leaves a target is a failover, with its reason, where it went and what else could serve', () => {
  const events = failoversOf([booking([failed(1, 'a'), attempt({ attempt: 2, provider: 'b', model: 'm' })])]);
  expect(events).toEqual([
    {
      at: NOON + 6,
      workspaceId: 'main',
      kind: 'failover',
      target: 'a/m',
      reason: '503 overloaded',
      from: 'a/m',
      to: 'b/m',
      alternatives: ['b/m', 'c/m'],
      requestId: 'r',
    },
  ]);
});

it('a retry of the same target is none; a last failure gave up; the provider’s words are not told', () => {
  const events = failoversOf([booking([failed(1, 'a'), failed(2, 'a'), failed(3, 'b')])]);
  expect(events.map(({ kind, target, to }) => [kind, target, to])).toEqual([
    ['failover', 'a/m', 'b/m'],
    ['gave_up', 'b/m', ''],
  ]);
  expect(JSON.stringify(events)).not.toContain('secret prompt');
});

it('a client that left and a request that was wrong say nothing of their target', () => {
  const verdict = (over: Partial<AttemptRecord>) => verdictOfAttempt(failed(1, 'a', over));
  expect(verdict({ outcome: 'client_closed', status: 200 })).toBeUndefined();
  expect(verdict({ outcome: 'orphan', status: 0 })).toBeUndefined();
  expect([400, 404, 409, 413, 422].map((status) => verdict({ status }))).toEqual(
    new Array(5).fill(undefined),
  );
  expect([0, 200, 401, 402, 403, 408, 429, 500, 529].map((status) => verdict({ status }))).toEqual(
    new Array(9).fill('error'),
  );
  expect(verdict({ outcome: 'timeout', status: 0 })).toBe('timeout');
});

it('repeated events of a minute become one row with a count, and of two minutes two', () => {
  const minute = Math.ceil(NOON / 60_000) * 60_000;
  const event = (at: number) => ({
    ...{ at, kind: 'failover' as const, target: 'a/m', reason: '503', from: 'a/m', to: 'b/m' },
    alternatives: [],
  });
  const rows = coalesce([event(minute + 5), event(minute + 59_999), event(minute), event(minute + 60_000)]);
  expect(rows.map(({ count, first_at, last_at }) => [count, first_at, last_at])).toEqual([
    [3, new Date(minute).toISOString(), new Date(minute + 59_999).toISOString()],
    [1, new Date(minute + 60_000).toISOString(), new Date(minute + 60_000).toISOString()],
  ]);
});

it('a window counts calls, keeps histograms of successes only, and the time that was spent writing', () => {
  const stream = attempt({ provider: 'a', model: 'm', latencyMs: 1_100, firstContentMs: 100 });
  const [minute, quarter, hour] = windowDeltas([
    booking([stream], true),
    booking([failed(1, 'a', { outcome: 'timeout' })]),
  ]);
  expect(minute).toMatchObject({ span_s: 60, calls: 2, errors: 1, timeouts: 1, output_tokens: 20 });
  expect(minute?.generation_ms).toBe(1_000);
  expect(minute?.answer_hist?.reduce((sum, count) => sum + count)).toBe(1);
  expect([minute, quarter, hour].map((delta) => delta?.bucket)).toEqual([
    '2026-11-03T12:07:00.000Z',
    '2026-11-03T12:00:00.000Z',
    '2026-11-03T12:00:00.000Z',
  ]);
});
