import type { AttemptRecord, RequestCompletion } from '@/lib/ledger/records';
import { attempt, done, header } from '../ledger/sample-records';

export const FIRST = Date.UTC(2026, 10, 3, 12, 7);
const STEP_MS = 7 * 60_000;
const MODELS = ['small', 'large', 'huge_model%'] as const;

function costing(model: string, totalUsd: string, at: number): AttemptRecord {
  const base = attempt({ model, startedAt: at });
  return { ...base, cost: { ...base.cost, totalUsd } };
}

/** Attempt that cost an unknown amount. */
function uncosted(at: number): AttemptRecord {
  const cost = { state: 'unpriced' as const, totalUsd: null, lines: [], unpricedMeters: ['out.text'] };
  return { ...attempt({ model: 'large', startedAt: at }), cost };
}

/**
 * 120 requests, one each 7 minutes, with amounts that doubles cannot add: each tenth fails after a billed attempt,
 * each twelfth has a first attempt at another model, one has no known cost.
 */
export function sampleTraffic(): RequestCompletion[] {
  return Array.from({ length: 120 }, (_, n) => {
    const startedAt = FIRST + n * STEP_MS;
    const model = MODELS[n % MODELS.length] ?? 'small';
    const paid = costing(model, `0.${String(n + 1).padStart(12, '0')}`, startedAt);
    const request = header(`req_${String(n).padStart(3, '0')}`, { startedAt });
    const attempts = n === 50 ? [uncosted(startedAt)] : [paid];
    if (n % 12 === 1) {
      attempts.unshift({ ...costing('small', '0.1', startedAt), outcome: 'timeout', status: 0 });
      for (const [index, one] of attempts.entries()) one.attempt = index + 1;
    }
    const failed = n % 10 === 9;
    return done(request.requestId, {
      request,
      attempts,
      latencyMs: 100 + n,
      ...(failed ? { outcome: 'error' as const, status: 502, errorCode: 'upstream_error' } : {}),
    });
  });
}
