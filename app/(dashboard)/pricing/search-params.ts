import type { PriceState } from '@/lib/config/prices/price-book-view';

export interface PricingQuery {
  /** Part of a provider, model, meter or source. */
  search: string;
  state: PriceState | 'all';
  per: 1_000 | 1_000_000;
  /** Price that is to be ended. */
  end: string | undefined;
}

const STATES = ['now', 'scheduled', 'ended', 'all'] as const;

export function readPricingQuery(query: Record<string, string | undefined>): PricingQuery {
  return {
    search: (query['q'] ?? '').trim().slice(0, 100).toLowerCase(),
    state: STATES.find((state) => state === query['show']) ?? 'now',
    per: query['per'] === 'k' ? 1_000 : 1_000_000,
    end: query['end'],
  };
}
