import type { AttemptRecord } from '@/lib/ledger/records';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** The record of an attempt that failed inside this gateway: that it was made, and that nothing is known of its cost. */
export function bareRecord(
  exchange: AdmittedExchange,
  target: Target,
  made: { attempt: number; startedAt: number; startedMono: number; status: number },
): AttemptRecord {
  return {
    attempt: made.attempt,
    startedAt: made.startedAt,
    provider: target.provider.id,
    model: target.model.id,
    upstreamModel: target.upstreamModel,
    status: made.status,
    outcome: 'error',
    errorCode: 'internal_error',
    latencyMs: Math.round(exchange.deps.clock.monotonic() - made.startedMono),
    leases: exchange.leases,
    heldUsd: exchange.heldUsd,
    usage: { meters: {}, provenance: 'none' },
    cost: { state: 'unknown', totalUsd: null, lines: [], unpricedMeters: [] },
  };
}
