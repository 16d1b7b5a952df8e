import type { AttemptOutcome, AttemptRecord } from '@/lib/ledger/records';
import { unsoundCounts } from '@/lib/pricing/unsound-usage';
import type { Usage } from '@/lib/pricing/usage';
import type { Failure } from '@/lib/resilience/after-failure';
import type { Target } from '@/lib/routing/select-targets';
import { typicalOutput } from './append-intent';
import type { AdmittedExchange } from './exchange';
import { errorCodeOf, errorMessageOf } from './failure-to-error';

/** Characters to a token when only the length of an output is known. */
const CHARS_PER_TOKEN = 4;

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
  /** Characters of output that were seen. */
  outputChars: number;
  firstContentMono?: number;
  finishReason?: string;
  providerRequestId?: string;
}

/** Usage as far as it is known: reported in full, or what was reported filled up by counting. */
function usageOf(exchange: AdmittedExchange, end: AttemptEnd): Usage {
  const { reported } = end;
  if (end.failure?.kind === 'superseded' && end.dispatched && reported === undefined)
    return supersededUsage(exchange);
  if (isRefused(end)) return { meters: {}, provenance: 'none', raw: reported?.raw };
  if (reported !== undefined && end.complete) return reported;
  const sawOutput = end.outputChars > 0 || end.complete;
  if (reported === undefined && !sawOutput) return { meters: {}, provenance: 'none' };
  const counted = Math.ceil(end.outputChars / CHARS_PER_TOKEN);
  const out = Math.max(counted, reported?.meters['out.text'] ?? 0);
  return {
    ...reported,
    meters: {
      ...(reported?.meters ?? { 'in.text': exchange.features.inputTokens }),
      ...(out > 0 ? { 'out.text': out } : {}),
    },
    provenance: reported === undefined ? 'estimated' : 'partial',
  };
}

/** The provider said no before any content: nothing is billed for it, whatever a first event had said of the prompt. */
function isRefused({ failure, firstContentMono, outputChars }: AttemptEnd): boolean {
  return failure?.kind === 'upstream' && firstContentMono === undefined && outputChars === 0;
}

/** It was stopped before any content: a stream has cost its prompt, and a whole answer was under way for some time. */
function supersededUsage({ features, chat }: AdmittedExchange): Usage {
  const output = chat.stream ? {} : { 'out.text': typicalOutput(chat) };
  return { meters: { 'in.text': features.inputTokens, ...output }, provenance: 'estimated' };
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
  const usage = usageOf(exchange, end);
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
    errorMessage: end.failure === undefined ? undefined : errorMessageOf(end.failure),
    latencyMs: Math.round(clock.monotonic() - end.startedMono),
    firstContentMs:
      end.firstContentMono === undefined ? undefined : Math.round(end.firstContentMono - end.startedMono),
    finishReason: end.finishReason,
    leases: exchange.leases,
    heldUsd: cost.totalUsd === null ? exchange.heldUsd : undefined,
    usage: { meters: usage.meters, provenance: usage.provenance, raw: usage.raw },
    cost,
  };
}
