import type { AttemptOutcome, AttemptRecord } from '@/lib/ledger/records';
import { unsoundCounts } from '@/lib/pricing/unsound-usage';
import type { Usage } from '@/lib/pricing/usage';
import type { Failure } from '@/lib/resilience/after-failure';
import type { Target } from '@/lib/routing/select-targets';
import { usageOfAttempt } from './attempt-usage';
import type { AdmittedExchange } from '../exchange';
import { errorCodeOf, errorMessageOf } from '../upstream/failure-to-error';
import { withoutQuotes } from '../upstream/without-quotes';

/** Usage objects are two or three deep; what is nested without end could not be written down. */
const MAX_DEPTH = 32;

function withinDepth(raw: unknown): unknown {
  return isDeeper(raw, MAX_DEPTH) ? undefined : raw;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}

/** What is known of an attempt when it ends. */
export interface AttemptEnd {
  attempt: number;
  startedAt: number;
  startedMono: number;
  status: number;
  outcome: AttemptOutcome;
  failure?: Failure;
  /** The provider may have seen the request. */
  dispatched: boolean;
  /** As the provider reported it, possibly in part. */
  reported?: Usage;
  /** The answer came to its own end. */
  complete: boolean;
  /** Weight of the output that was seen. */
  outputWeight: number;
  /** How many of them came before the last report of usage, and are counted in it. */
  reportedWeight?: number;
  firstContentMono?: number;
  finishReason?: string;
  providerRequestId?: string;
}

function costOf(
  exchange: AdmittedExchange,
  target: Target,
  end: AttemptEnd,
  usage: Usage,
): AttemptRecord['cost'] {
  const failedUnbilled =
    usage.provenance === 'none' &&
    (!end.dispatched ||
      end.failure?.kind === 'upstream' ||
      (end.failure?.kind === 'transport' && end.failure.reused === true) ||
      (end.failure?.kind === 'malformed' && end.failure.redirect === true) ||
      (end.failure?.kind === 'timeout' && end.failure.phase === 'connect'));
  if (failedUnbilled) return { state: 'not_billed', totalUsd: '0', lines: [], unpricedMeters: [] };

  const unsound = usage.raw === undefined ? [] : unsoundCounts(usage.raw);
  if (unsound.length > 0) return { state: 'quarantined', totalUsd: null, lines: [], unpricedMeters: unsound };
  return exchange.snapshot.prices.calculate({
    provider: target.provider.id,
    model: usage.servedModel ?? target.upstreamModel,
    askedModel: target.upstreamModel,
    at: exchange.startedAt,
    usage,
    region: usage.region ?? target.provider.region,
    speed: usage.speed,
  });
}

/** The attempt as it goes on the books: metered and priced at the prices of its admission. */
export function settleAttempt(exchange: AdmittedExchange, target: Target, end: AttemptEnd): AttemptRecord {
  const usage = usageOfAttempt(exchange, target, end);
  const cost = costOf(exchange, target, end, usage);
  const { clock } = exchange.deps;
  return {
    attempt: end.attempt,
    startedAt: end.startedAt,
    provider: target.provider.id,
    model: target.model.id,
    upstreamModel: target.upstreamModel,
    servedModel: usage.servedModel,
    serviceTier: usage.serviceTier,
    region: usage.region ?? target.provider.region,
    speed: usage.speed,
    providerRequestId: end.providerRequestId,
    status: end.status,
    outcome: end.outcome,
    errorCode: end.failure === undefined ? undefined : errorCodeOf(end.failure),
    errorMessage:
      end.failure === undefined ? undefined : withoutQuotes(errorMessageOf(end.failure), exchange.raw),
    latencyMs: Math.round(clock.monotonic() - end.startedMono),
    firstContentMs:
      end.firstContentMono === undefined ? undefined : Math.round(end.firstContentMono - end.startedMono),
    finishReason: end.finishReason,
    leases: exchange.leases,
    heldUsd: cost.totalUsd === null ? exchange.heldUsd : undefined,
    usage: { meters: usage.meters, provenance: usage.provenance, raw: withinDepth(usage.raw) },
    cost,
  };
}
