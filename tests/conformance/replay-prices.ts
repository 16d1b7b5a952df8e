import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** Thousandths of a dollar for each unit: easy to add up by hand, and no two meters alike. */
const MILLIS = {
  'in.text': 100,
  'in.audio': 1600,
  'in.cache_read': 10,
  'in.cache_write.5m': 125,
  'in.cache_write.1h': 200,
  'out.text': 500,
  'out.reasoning': 700,
  'out.audio': 3200,
  'web_search.med': 9000,
} as const;

const isPriced = (meter: string): meter is keyof typeof MILLIS => meter in MILLIS;

/** What an answer costs at {@link MILLIS}, in thousandths of a dollar. */
export function millisOf(meters: MeterQuantities): number {
  return Object.entries(meters).reduce((sum, [meter, quantity]) => {
    if (!isPriced(meter)) throw new Error(`${meter} has no price here`);
    return sum + quantity * MILLIS[meter];
  }, 0);
}

/** The same prices for every dialect's provider and every model. */
export function replayPrices(): z.input<typeof configSchema>['prices'] {
  return DIALECT_NAMES.flatMap((provider) =>
    Object.entries(MILLIS).flatMap(([meter, millis]) =>
      isPriced(meter)
        ? [
            {
              id: `${provider}-${meter}`,
              provider,
              model: '*',
              meter,
              rate: String(millis),
              per: 1_000 as const,
              effectiveFrom: '2020-01-01T00:00:00Z',
              recordedAt: '2020-01-01T00:00:00Z',
              source: 'test',
            },
          ]
        : [],
    ),
  );
}
