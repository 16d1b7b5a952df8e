import type { Model } from '@/lib/config/schemas';
import { parseDecimal, type Atto } from '@/lib/pricing/money';
import type { PriceBook } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { RatesOf } from './rates';

const MILLION = 1_000_000;

/**
 * The prices in force at `at` (epoch ms) at the first provider of each model, by id and alias. What is charged for a request
 * as such, or for searches and images, is left out: plans count tokens.
 */
export function bookRates(book: PriceBook, models: readonly Model[], at: number): RatesOf {
  const offers = new Map(
    models.flatMap(({ id, aliases, offers: [first] }) =>
      first === undefined ? [] : [id, ...aliases].map((name) => [name, first] as const),
    ),
  );
  return (name, contextTokens) => {
    const offer = offers.get(name);
    if (offer === undefined) return undefined;
    const million = (meters: MeterQuantities): Atto | undefined => {
      const usage = { meters: { ...meters, request: 0 }, provenance: 'estimated' as const };
      const { totalUsd } = book.calculate({
        provider: offer.provider,
        model: offer.model,
        at,
        usage,
        contextTokens,
      });
      return totalUsd === null ? undefined : parseDecimal(totalUsd);
    };
    const input = million({ 'in.text': MILLION });
    const output = million({ 'out.text': MILLION });
    if (input === undefined || output === undefined) return undefined;
    return { input, output, cached: million({ 'in.cache_read': MILLION }) ?? input };
  };
}
