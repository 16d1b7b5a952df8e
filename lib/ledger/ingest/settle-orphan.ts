import type { AttemptIntent, AttemptRecord, RequestCompletion } from '../records';

/**
 * The completion of a request whose process died: each attempt that was begun counts at its estimate, for the provider
 * may bill it. Attempts that had ended before the death are not known as such, since only a completion tells how one
 * ended; they too count at their estimate. Undefined without the first intent, which alone carries the request.
 */
export function settleOrphan(intents: readonly AttemptIntent[]): RequestCompletion | undefined {
  const request = intents.find((intent) => intent.request !== undefined)?.request;
  if (request === undefined) return undefined;
  const byAttempt = new Map(intents.map((intent) => [intent.attempt, intent]));
  return {
    t: 'done',
    request,
    outcome: 'orphan',
    status: 0,
    latencyMs: 0,
    attempts: [...byAttempt.values()].sort((a, b) => a.attempt - b.attempt).map(orphanAttempt),
  };
}

function orphanAttempt(intent: AttemptIntent): AttemptRecord {
  const { estimate } = intent;
  return {
    attempt: intent.attempt,
    startedAt: intent.startedAt,
    provider: intent.provider,
    model: intent.model,
    upstreamModel: intent.upstreamModel,
    status: 0,
    outcome: 'orphan',
    latencyMs: 0,
    leases: intent.leases,
    usage: { meters: estimate.meters, provenance: 'estimated' },
    cost: {
      state: estimate.costState,
      totalUsd: estimate.costUsd,
      // An estimate has no invoice behind it that lines would have to match.
      lines: [],
      unpricedMeters: [],
    },
  };
}
