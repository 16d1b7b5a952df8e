import type { T } from '@/lib/i18n/t';
import { readAddress } from '../read-address';
import type { PriceState } from '@/lib/config/prices/price-book-view';

export interface PricingQuery {
  /** Part of a provider, model, meter or source. */
  search: string;
  state: PriceState | 'all';
  per: 1_000 | 1_000_000;
  /** Price that is to be ended. */
  end: string | undefined;
  /** What could not be read, in words. */
  problems: string[];
}

const STATES = ['now', 'scheduled', 'ended', 'all'] as const;

/** Reads the address. What is wrong is left out and named. */
export function readPricingQuery(t: T, query: Record<string, string | undefined>): PricingQuery {
  const { choice, problems } = readAddress(t, query);
  return {
    search: (query['q'] ?? '').trim().slice(0, 100).toLowerCase(),
    state: choice('show', STATES),
    per: choice('per', ['m', 'k']) === 'k' ? 1_000 : 1_000_000,
    end: query['end'],
    problems,
  };
}
