import type { AttemptRecord } from '@/lib/ledger/records';
import type { Cost, PriceBook } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Target } from '@/lib/routing/select-targets';
import { drawLogNormal } from '@/lib/simulator/log-normal';
import { findModel } from '@/lib/simulator/models';
import { randomId, type Random } from '@/lib/simulator/random';
import { pickWeighted } from './pick-weighted';

const UNKNOWN_MODEL_LATENCY = { p50Ms: 1_100, p95Ms: 1_800, firstTokenMs: 400 };
const NOT_BILLED = { state: 'not_billed', totalUsd: '0', lines: [], unpricedMeters: [] } satisfies Cost;

export interface AttemptPlace {
  attempt: number;
  startedAt: number;
  target: Target;
}

function base({ attempt, startedAt, target }: AttemptPlace, random: Random) {
  return {
    attempt,
    startedAt,
    provider: target.provider.id,
    model: target.model.id,
    upstreamModel: target.upstreamModel,
    providerRequestId: `demo-${randomId(20, random)}`,
  };
}

/** A call that came back whole, priced as of `pricedAt`; latencies are those that the articles quote for the model. */
export function succeeded(
  place: AttemptPlace,
  meters: MeterQuantities,
  { prices, pricedAt, stream }: { prices: PriceBook; pricedAt: number; stream: boolean },
  random: Random,
): AttemptRecord {
  const { p50Ms, p95Ms, firstTokenMs } = findModel(place.target.model.id)?.latency ?? UNKNOWN_MODEL_LATENCY;
  const latencyMs = Math.round(drawLogNormal(p50Ms, p95Ms, random));
  const firstMs = Math.round(drawLogNormal(firstTokenMs, firstTokenMs * 1.6, random));
  const { cost, used } = priced(place.target, meters, prices, pricedAt);
  return {
    ...base(place, random),
    servedModel: place.target.upstreamModel,
    status: 200,
    outcome: 'success',
    latencyMs,
    firstContentMs: stream ? Math.min(firstMs, latencyMs) : latencyMs,
    finishReason: 'stop',
    usage: { meters: used, provenance: 'provider' },
    cost,
  };
}

/** Where the cached part of a prompt has no price, the provider has no cache: all of it counts as plain text. */
function priced(
  target: Target,
  meters: MeterQuantities,
  prices: PriceBook,
  at: number,
): { cost: Cost; used: MeterQuantities } {
  const priceOf = (wanted: MeterQuantities) =>
    prices.calculate({
      provider: target.provider.id,
      model: target.upstreamModel,
      at,
      usage: { meters: wanted, provenance: 'provider' },
      region: target.provider.region,
    });
  const cost = priceOf(meters);
  if (cost.state === 'priced') return { cost, used: meters };
  const sum = (prefix: string) =>
    Object.entries(meters).reduce(
      (total, [meter, quantity]) => (meter.startsWith(prefix) ? total + quantity : total),
      0,
    );
  const plain = { 'in.text': sum('in.'), 'out.text': sum('out.') };
  return { cost: priceOf(plain), used: plain };
}

interface Fault {
  status: number;
  errorCode: string;
  errorMessage: string;
  latencyMs: readonly [number, number];
}

const UNAVAILABLE: Fault = {
  status: 503,
  errorCode: 'upstream_error',
  errorMessage: 'The provider is unavailable.',
  latencyMs: [80, 250],
};
const FAULTS: readonly (readonly [Fault, number])[] = [
  [{ status: 429, errorCode: 'rate_limited', errorMessage: 'Rate limit reached.', latencyMs: [60, 200] }, 5],
  [{ status: 500, errorCode: 'upstream_error', errorMessage: 'Internal error.', latencyMs: [300, 900] }, 2],
  [UNAVAILABLE, 2],
  [
    { status: 0, errorCode: 'upstream_timeout', errorMessage: 'No connection.', latencyMs: [4_000, 4_010] },
    1,
  ],
];

/** A call that failed before any content, for which nobody bills. */
export function failed(place: AttemptPlace, inOutage: boolean, random: Random): AttemptRecord {
  const fault = inOutage ? UNAVAILABLE : pickWeighted(FAULTS, random);
  return {
    ...base(place, random),
    status: fault.status,
    outcome: fault.status === 0 ? 'timeout' : 'error',
    errorCode: fault.errorCode,
    errorMessage: fault.errorMessage,
    latencyMs: Math.round(drawLogNormal(fault.latencyMs[0], fault.latencyMs[1], random)),
    usage: { meters: {}, provenance: 'none' },
    cost: NOT_BILLED,
  };
}
