import { describe, expect, test } from 'vitest';
import { toBooking } from '@/lib/ledger/ingest/booking';
import { requestCost } from '@/lib/ledger/ingest/request-cost';
import { OpenIntents } from '@/lib/ledger/ingest/open-intents';
import { settleOrphan } from '@/lib/ledger/ingest/settle-orphan';
import { backoffMs } from '@/lib/ledger/ingest/backoff';
import type { CostState } from '@/lib/pricing/types';
import { attempt, done, header, intent } from '@/tests/integration/ledger/sample-records';

const cost = (state: CostState, totalUsd: string | null = null) => ({ state, totalUsd });

describe('cost of a request', () => {
  test.each([
    ['nothing was attempted', [], cost('not_billed', '0')],
    ['nothing was billed', [cost('not_billed', '0')], cost('not_billed', '0')],
    ['one was billed', [cost('not_billed', '0'), cost('priced', '0.1')], cost('priced', '0.1')],
    ['doubles would be off', [cost('priced', '0.1'), cost('priced', '0.2')], cost('priced', '0.3')],
    [
      'the twelfth decimal counts',
      [cost('priced', '10'), cost('priced', '0.000000000001')],
      cost('priced', '10.000000000001'),
    ],
    ['one is unknown: the rest still counts', [cost('priced', '1'), cost('unknown')], cost('unknown', '1')],
    ['nothing is known: null, not 0', [cost('not_billed', '0'), cost('unknown')], cost('unknown')],
    ['one is unpriced: it wins over unknown', [cost('unknown'), cost('unpriced')], cost('unpriced')],
  ])('%s', (_what, attempts, expected) => {
    expect(requestCost(attempts)).toEqual(expected);
  });
});

describe('rows', () => {
  test('served is the last attempt when it succeeded or its content had begun, else nobody', () => {
    const served = (overrides: Parameters<typeof attempt>[0]) =>
      toBooking(done('a', { attempts: [attempt(overrides)] })).request.model;
    expect(served({ outcome: 'success' })).toBe('small');
    expect(served({ outcome: 'client_closed', firstContentMs: 9 })).toBe('small');
    expect(served({ outcome: 'error' })).toBe('');
    expect(toBooking(done('a', { attempts: [] })).request.model).toBe('');
  });

  test('tokens that no attempt knows are null, not 0', () => {
    const unknown = attempt({ usage: { meters: {}, provenance: 'none' } });
    expect(toBooking(done('a', { attempts: [unknown] })).request).toMatchObject({
      input_tokens: null,
      output_tokens: null,
    });
    const half = attempt({
      attempt: 2,
      usage: { meters: { 'in.text': 3, 'in.cache_read': 4 }, provenance: 'partial' },
    });
    expect(toBooking(done('a', { attempts: [unknown, half] })).request).toMatchObject({
      input_tokens: '7',
      output_tokens: null,
    });
  });

  test('fractions of a millisecond are rounded, impossible figures are refused', () => {
    expect(toBooking(done('a', { latencyMs: 12.5 })).request.latency_ms).toBe(13);
    expect(() => toBooking(done('a', { latencyMs: Number.NaN }))).toThrow('latencyMs is not a number');
    expect(() => toBooking(done('a', { request: header('a', { startedAt: 1 }) }))).toThrow(
      'no plausible time',
    );
  });

  test('a priced attempt without a total, and two attempts of one number, are refused', () => {
    const totalless = attempt({ cost: { state: 'priced', totalUsd: null, lines: [], unpricedMeters: [] } });
    expect(() => toBooking(done('a', { attempts: [totalless] }))).toThrow('a priced attempt has no total');
    expect(() => toBooking(done('a', { attempts: [attempt(), attempt()] }))).toThrow(
      'two attempts have one number',
    );
  });
});

describe('open intents', () => {
  test('the oldest of each segment, until their request is complete', () => {
    const open = new OpenIntents();
    open.add({ intent: intent('a'), segment: '0', offset: 100 });
    open.add({ intent: intent('b'), segment: '0', offset: 200 });
    open.add({ intent: intent('a', 2), segment: '1', offset: 50 });
    expect([...open.oldestBySegment()]).toEqual([
      ['0', 100],
      ['1', 50],
    ]);
    open.close('a');
    expect([...open.oldestBySegment()]).toEqual([['0', 200]]);
  });

  test('an orphan has one attempt for each intent, in order, each at its own estimate', () => {
    const orphan = settleOrphan([intent('a', 2), intent('a', 1), intent('a', 1)]);
    expect(orphan).toMatchObject({ outcome: 'orphan', status: 0, request: { requestId: 'a' } });
    expect(
      orphan?.attempts.map((one) => [one.attempt, one.outcome, one.cost.totalUsd, one.usage.provenance]),
    ).toEqual([
      [1, 'orphan', '0.000029', 'estimated'],
      [2, 'orphan', '0.000029', 'estimated'],
    ]);
    expect(settleOrphan([intent('a', 2)])).toBeUndefined();
  });
});

test('pauses double from 0.2 s to 5 s, spread over their upper half', () => {
  expect([1, 2, 3, 6, 60].map((failures) => backoffMs(failures, 1))).toEqual([200, 400, 800, 5_000, 5_000]);
  expect([1, 60].map((failures) => backoffMs(failures, 0))).toEqual([100, 2_500]);
});
