import type { PriceRow } from '@/lib/pricing/price-row';
import type { PriceQuery } from '@/lib/pricing/types';
import type { Meter, MeterQuantities } from '@/lib/pricing/usage';

/** A row of `acme`'s `m`, in force since 2020, per million tokens. */
export function row(overrides: Partial<PriceRow> & { meter: Meter; rate: string }): PriceRow {
  return {
    id: `${overrides.provider ?? 'acme'}/${overrides.model ?? 'm'}/${overrides.meter}/${overrides.rate}`,
    provider: 'acme',
    model: 'm',
    per: 1_000_000,
    currency: 'USD',
    effectiveFrom: '2020-01-01T00:00:00Z',
    recordedAt: '2020-01-01T00:00:00Z',
    priority: 0,
    source: 'test',
    ...overrides,
  };
}

/** Rows of one model from prices per million tokens. */
export function rows(model: string, rates: Partial<Record<Meter, string>>): PriceRow[] {
  return Object.entries(rates).map(([meter, rate]) => row({ model, meter: meter as Meter, rate }));
}

export const AT = Date.parse('2026-11-22T12:00:00Z');

/** A query of `acme`'s `m` at noon of 2026-11-22 UTC. */
export function query(
  meters: MeterQuantities,
  overrides: Partial<PriceQuery> & { serviceTier?: string } = {},
): PriceQuery {
  const { serviceTier, ...rest } = overrides;
  const usage = { meters, provenance: 'provider' as const, serviceTier };
  return { provider: 'acme', model: 'm', at: AT, usage, ...rest };
}
