import { compareUsd, subtractUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

/** Spend of one model, key or team in two months. */
export interface Mover {
  key: string;
  beforeUsd: UsdString;
  nowUsd: UsdString;
  /** Positive: it costs more now. */
  changeUsd: UsdString;
}

const size = (usd: UsdString) => (usd.startsWith('-') ? usd.slice(1) : usd);

/** Those whose spend changed most, whichever way, the greatest change first. Pure. */
export function moversOf(
  before: ReadonlyMap<string, UsdString>,
  now: ReadonlyMap<string, UsdString>,
  shown: number,
): Mover[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .map((key) => {
      const [beforeUsd, nowUsd] = [before.get(key) ?? '0', now.get(key) ?? '0'];
      return { key, beforeUsd, nowUsd, changeUsd: subtractUsd(nowUsd, beforeUsd) };
    })
    .filter(({ changeUsd }) => changeUsd !== '0')
    .sort((a, b) => compareUsd(size(b.changeUsd), size(a.changeUsd)) || (a.key < b.key ? -1 : 1))
    .slice(0, shown);
}
