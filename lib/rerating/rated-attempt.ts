import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { LineItem, PriceBook, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities, UsageProvenance } from '@/lib/pricing/usage';

/** An attempt as the books have it now, earlier adjustments included. */
export interface BilledAttempt {
  /** Arrival of its request: prices are pinned then. */
  at: Date;
  requestId: string;
  attempt: number;
  provider: string;
  model: string;
  upstreamModel: string;
  servedModel: string | null;
  serviceTier: string | null;
  region: string | null;
  speed: string | null;
  meters: MeterQuantities;
  provenance: UsageProvenance;
  /** Null: it has no price. */
  costUsd: UsdString | null;
  priceIds: string[];
}

/** What a price book says of an attempt that was billed already. */
export type Rating =
  | { kind: 'changed'; toUsd: UsdString; deltaUsd: UsdString; uncostedDelta: -1 | 0; lines: LineItem[] }
  /** Costs what it cost, to the last digit. */
  | { kind: 'unchanged' }
  /** Had no price and has none. */
  | { kind: 'still_unpriced' }
  /** Had a price and would have none: no reason to take its cost away. */
  | { kind: 'would_lose' };

/** Rates an attempt as the gateway did, under another price book. `regionOf`: where a provider runs, if nothing was kept. */
export function rateAttempt(
  book: PriceBook,
  attempt: BilledAttempt,
  regionOf: (provider: string) => string | undefined,
): Rating {
  const { provider, upstreamModel, servedModel, serviceTier, region, speed, meters, provenance } = attempt;
  const cost = book.calculate({
    provider,
    model: servedModel ?? upstreamModel,
    askedModel: upstreamModel,
    at: attempt.at.getTime(),
    usage: { meters, provenance, ...(serviceTier === null ? {} : { serviceTier }) },
    region: region ?? regionOf(provider),
    ...(speed === null ? {} : { speed }),
  });
  if (cost.totalUsd === null) return { kind: attempt.costUsd === null ? 'still_unpriced' : 'would_lose' };
  const from = parseUsd(attempt.costUsd ?? '0');
  const to = parseUsd(cost.totalUsd);
  if (attempt.costUsd !== null && from === to) return { kind: 'unchanged' };
  return {
    kind: 'changed',
    toUsd: cost.totalUsd,
    deltaUsd: formatPico(to - from),
    uncostedDelta: attempt.costUsd === null ? -1 : 0,
    lines: cost.lines,
  };
}
