import { attoToPico, formatPico, parseDecimal, type Atto } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { shareOf, times, whole, WHOLE_SHARE } from './decimals';
import { gpusFor, machineCost, type MachineCost } from './own-machines';
import type { Tco } from './tco-schemas';
import { volumes } from './volumes';

export const WAYS = ['own', 'api', 'hybrid'] as const;
export type Way = (typeof WAYS)[number];

export interface TcoMonth {
  /** 1 is the first. */
  month: number;
  tokens: bigint;
  gpus: bigint;
  costUsd: Record<Way, UsdString>;
  /** From the start to the end of this month. */
  sumUsd: Record<Way, UsdString>;
}

export interface TcoResult {
  months: TcoMonth[];
  totalUsd: Record<Way, UsdString>;
  /** Of the own machines over all months. */
  parts: Record<'gpu' | 'power' | 'infrastructure' | 'staff' | 'risk', UsdString>;
  /** First month at whose end the own machines have cost no more than the API; undefined: none of these. */
  evenAfterMonths: number | undefined;
}

const MILLION = 10n ** 6n;

/** In 1e-18 USD by way. */
type Sums = Record<Way, Atto>;

/** What a month of tokens costs at the API, in 1e-18 USD. */
export function apiCost(tco: Tco, tokens: bigint): Atto {
  const input = shareOf(tco.inputPercent);
  const blended = input * parseDecimal(tco.inputUsd) + (WHOLE_SHARE - input) * parseDecimal(tco.outputUsd);
  return (tokens * blended) / (WHOLE_SHARE * MILLION);
}

/** Own machines, an API and both together, month by month. Amounts are rounded half-even to 1e-12 USD at the end. Pure. */
export function totalCost(tco: Tco): TcoResult {
  const sums: Sums = { own: 0n, api: 0n, hybrid: 0n };
  const parts = { gpu: 0n, power: 0n, infrastructure: 0n, staff: 0n, risk: 0n };
  let evenAfterMonths: number | undefined;
  const months = volumes(BigInt(tco.tokensPerMonth), tco.growthPercent, tco.months).map((tokens, index) => {
    const own = machineCost(tco, gpusFor(tco, tokens), index);
    const cost: Sums = {
      own: own.totalUsd,
      api: apiCost(tco, tokens),
      hybrid: hybridCost(tco, tokens, index),
    };
    for (const way of WAYS) sums[way] += cost[way];
    addParts(parts, own);
    if (sums.own <= sums.api) evenAfterMonths ??= index + 1;
    return { month: index + 1, tokens, gpus: own.gpus, costUsd: written(cost), sumUsd: written(sums) };
  });
  return {
    months,
    totalUsd: written(sums),
    parts: {
      gpu: usd(parts.gpu),
      power: usd(parts.power),
      infrastructure: usd(parts.infrastructure),
      staff: usd(parts.staff),
      risk: usd(parts.risk),
    },
    evenAfterMonths,
  };
}

/** The machines that the private share needs, and the API for what neither they nor the cache take. */
function hybridCost(tco: Tco, tokens: bigint, month: number): Atto {
  const [own, cached] = [shareOf(tco.privatePercent), shareOf(tco.cachePercent)];
  const machines =
    own === 0n ? 0n : machineCost(tco, gpusFor(tco, (tokens * own) / WHOLE_SHARE), month).totalUsd;
  const outside = times(apiCost(tco, tokens), whole(WHOLE_SHARE - own - cached));
  return machines + outside / WHOLE_SHARE;
}

function addParts(parts: Record<keyof TcoResult['parts'], Atto>, cost: MachineCost): void {
  parts.gpu += cost.gpuUsd;
  parts.power += cost.powerUsd;
  parts.infrastructure += cost.infrastructureUsd;
  parts.staff += cost.staffUsd;
  parts.risk += cost.riskUsd;
}

const usd = (amount: Atto): UsdString => formatPico(attoToPico(amount));
const written = ({ own, api, hybrid }: Sums) => ({ own: usd(own), api: usd(api), hybrid: usd(hybrid) });
