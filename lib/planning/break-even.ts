import { formatPico, attoToPico, type Atto } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { ceilOf, over, whole } from './decimals';
import { fullTokensPerGpu, machineCost, tokensPerGpu } from './own-machines';
import { apiCost } from './tco';
import type { Tco } from './tco-schemas';

/** Where own machines and the API cost the same, at the figures of the first month. */
export interface BreakEven {
  /** Least tokens a month at which own machines, as many as they then need, cost no more. `never`: at no volume. */
  tokensPerMonth: bigint | 'never' | 'always';
  /** GPUs at that volume. */
  gpus: bigint | undefined;
  /** Share of the planned GPUs' full load at which they cost what the API does, in percent; above 100: out of reach. */
  utilisationPercent: number | undefined;
  /** A million tokens at the API, and on own machines as loaded by the first month. */
  apiUsdPerMillion: UsdString;
  ownUsdPerMillion: UsdString | undefined;
}

const MILLION = 10n ** 6n;

export function breakEven(tco: Tco): BreakEven {
  const planned = BigInt(tco.gpuCount);
  const millionAtApi = apiCost(tco, MILLION);
  const own = machineCost(tco, planned, 0).totalUsd;
  const full = planned * fullTokensPerGpu(tco);
  const used = over(own * MILLION, full);
  const share = used === undefined ? undefined : over(used, millionAtApi);
  const tokens = BigInt(tco.tokensPerMonth);
  return {
    ...volume(tco, millionAtApi),
    utilisationPercent: share === undefined ? undefined : Number((share * 10_000n) / whole(1)) / 100,
    apiUsdPerMillion: written(millionAtApi),
    ownUsdPerMillion: tokens === 0n ? undefined : written((own * MILLION) / tokens),
  };
}

/**
 * With n GPUs the machines cost F + n G and carry n C tokens, which cost n C A at the API. The least n that can pay is the
 * first with F + n G <= n C A; the volume is then where the API costs as much, but no less than what n - 1 carry.
 */
function volume(tco: Tco, millionAtApi: Atto): Pick<BreakEven, 'tokensPerMonth' | 'gpus'> {
  const planned = BigInt(tco.gpuCount);
  const one = machineCost(tco, 1n, 0).totalUsd;
  const each = machineCost(tco, 2n, 0).totalUsd - one;
  const fixed = one - each;
  if (fixed + planned * each === 0n) return { tokensPerMonth: 'always', gpus: planned };
  const carried = tokensPerGpu(tco);
  const margin = (carried * millionAtApi) / (MILLION * whole(1)) - each;
  if (millionAtApi === 0n || margin <= 0n) return { tokensPerMonth: 'never', gpus: undefined };
  const least = ceilOf(over(fixed, margin) ?? 0n);
  const gpus = least > planned ? least : planned;
  const paid = ceilOf(over((fixed + gpus * each) * MILLION, millionAtApi) ?? 0n);
  const below = ((gpus - 1n) * carried) / whole(1) + 1n;
  return { tokensPerMonth: gpus > planned && paid < below ? below : paid, gpus };
}

const written = (amount: Atto) => formatPico(attoToPico(amount));
