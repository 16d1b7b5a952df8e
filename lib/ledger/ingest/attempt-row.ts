import { parseUsd, formatPico } from '@/lib/pricing/money';
import { reportedCost } from '@/lib/pricing/reported-cost';
import type { LineItem, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { AttemptRecord, RequestHeader } from '../records';
import { instant, integer, name, optionalInteger, optionalName, text } from './column-values';
import { UnstorableError } from './unstorable-error';

/** One row of the table `attempt`, under its column names. */
export interface AttemptRow {
  request_started_at: string;
  request_id: string;
  attempt: number;
  workspace_id: string;
  started_at: string;
  provider: string;
  model: string;
  upstream_model: string;
  served_model: string | null;
  service_tier: string | null;
  region: string | null;
  speed: string | null;
  provider_request_id: string | null;
  status: number;
  outcome: string;
  error_code: string | null;
  error_message: string | null;
  latency_ms: number;
  first_content_ms: number | null;
  finish_reason: string | null;
  meters: MeterQuantities;
  provenance: string;
  raw_usage: unknown;
  cost_state: string;
  cost_usd: UsdString | null;
  line_items: LineItem[];
  unpriced_meters: string[];
  /** What the provider itself said that it cost, and in which field of its usage; never in the place of our price. */
  reported_usd: UsdString | null;
  reported_by: string | null;
}

/** Throws UnstorableError or MoneyError when the record holds what no column can. */
export function attemptRow(request: RequestHeader, attempt: AttemptRecord): AttemptRow {
  const { usage, cost } = attempt;
  const reported = reportedCost(usage.raw);
  return {
    request_started_at: instant(request.startedAt, 'startedAt'),
    request_id: request.requestId,
    attempt: integer(attempt.attempt, 'attempt'),
    workspace_id: name(request.workspaceId),
    started_at: instant(attempt.startedAt, 'startedAt of an attempt'),
    provider: name(attempt.provider),
    model: name(attempt.model),
    upstream_model: name(attempt.upstreamModel),
    served_model: optionalName(attempt.servedModel),
    service_tier: optionalName(attempt.serviceTier),
    region: optionalName(attempt.region),
    speed: optionalName(attempt.speed),
    provider_request_id: optionalName(attempt.providerRequestId),
    status: integer(attempt.status, 'status'),
    outcome: attempt.outcome,
    error_code: optionalName(attempt.errorCode),
    error_message: text(attempt.errorMessage, 2_000),
    latency_ms: integer(attempt.latencyMs, 'latencyMs'),
    first_content_ms: optionalInteger(attempt.firstContentMs, 'firstContentMs'),
    finish_reason: optionalName(attempt.finishReason),
    meters: wholeQuantities(usage.meters),
    provenance: usage.provenance,
    raw_usage: usage.raw ?? null,
    cost_state: cost.state,
    cost_usd: costUsd(cost),
    line_items: cost.lines,
    unpriced_meters: cost.unpricedMeters,
    reported_usd: reported?.usd ?? null,
    reported_by: reported?.field ?? null,
  };
}

function costUsd(cost: AttemptRecord['cost']): UsdString | null {
  if (cost.state === 'unpriced' || cost.state === 'unknown' || cost.state === 'quarantined') return null;
  if (cost.totalUsd === null) throw new UnstorableError(`a ${cost.state} attempt has no total`);
  return formatPico(parseUsd(cost.totalUsd));
}

/** A quantity that is none (negative, fractional) was not priced either; it stays in the raw usage, and its row is not lost. */
function wholeQuantities(meters: MeterQuantities): MeterQuantities {
  const whole = Object.entries(meters).filter(
    ([, quantity]) => Number.isSafeInteger(quantity) && quantity >= 0,
  );
  return Object.fromEntries(whole);
}
