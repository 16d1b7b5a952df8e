import { compareUsd, subtractUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { totalCost } from './tco';
import type { Tco } from './tco-schemas';

/** What a fifth more or less of one assumption does to own machines minus API over all months. */
export interface Swing {
  assumption: keyof Tco;
  /** The assumption at a fifth less and a fifth more. */
  low: string;
  high: string;
  lowUsd: UsdString;
  highUsd: UsdString;
  /** Size of the difference between the two. */
  swingUsd: UsdString;
}

const VARIED = [
  'tokensPerMonth',
  'growthPercent',
  'inputPercent',
  'peakFactor',
  'inputUsd',
  'outputUsd',
  'gpuHourUsd',
  'gpuPriceUsd',
  'tokensPerSecond',
  'utilisationPercent',
  'powerWatts',
  'infrastructureUsd',
  'staffCount',
  'staffYearUsd',
  'riskPercent',
] as const satisfies readonly (keyof Tco)[];

/** Each assumption by itself, the one that matters most first; those that change nothing are left out. Pure. */
export function tornado(tco: Tco): Swing[] {
  return VARIED.flatMap((assumption) => {
    const [low, high] = [varied(tco, assumption, 0.8), varied(tco, assumption, 1.2)];
    const [lowUsd, highUsd] = [ownMinusApi(low), ownMinusApi(high)];
    const difference = subtractUsd(highUsd, lowUsd);
    if (difference === '0') return [];
    const swingUsd = difference.startsWith('-') ? difference.slice(1) : difference;
    return [
      { assumption, low: String(low[assumption]), high: String(high[assumption]), lowUsd, highUsd, swingUsd },
    ];
  }).sort((a, b) => compareUsd(b.swingUsd, a.swingUsd));
}

/** Shares stop at 100 %. Not held to the bounds of what people enter: a fifth above the largest amount is an amount. */
function varied(tco: Tco, assumption: (typeof VARIED)[number], factor: number): Tco {
  const value = Number(tco[assumption]) * factor;
  const bounded = assumption.endsWith('Percent') ? Math.min(100, value) : value;
  if (assumption === 'tokensPerMonth') return { ...tco, tokensPerMonth: Math.round(bounded) };
  return { ...tco, [assumption]: bounded.toFixed(assumption.endsWith('Percent') ? 2 : 6) };
}

function ownMinusApi(tco: Tco): UsdString {
  const { own, api } = totalCost(tco).totalUsd;
  return subtractUsd(own, api);
}
