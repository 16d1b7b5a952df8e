import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import type { DialectName } from '@/lib/dialects/types';
import { findModel } from '@/lib/simulator/models';

/** A dialect as upstream: where the simulator speaks it, and which of its models. */
export interface UpstreamCase {
  dialect: DialectName;
  path: string;
  model: string;
  /** Tool calls are not streamed in pieces. */
  callsComeWhole?: true;
}

export const UPSTREAMS: readonly UpstreamCase[] = [
  { dialect: 'openai-chat', path: '/openai/v1', model: 'gpt-4.1' },
  { dialect: 'openai-responses', path: '/openai/v1', model: 'gpt-4.1' },
  { dialect: 'anthropic-messages', path: '/anthropic/v1', model: 'claude-sonnet-4-5-20250929' },
  { dialect: 'gemini', path: '/gemini/v1beta', model: 'gemini-2.5-flash', callsComeWhole: true },
];

/** The name under which clients ask for an upstream's model. */
export const modelOf = (upstream: UpstreamCase) => `via-${upstream.dialect}`;

type Config = z.input<typeof configSchema>;
type PriceInput = NonNullable<Config['prices']>[number];

/** One provider and one model for each upstream, at the prices that the simulator bills. `apiKey` as in a configuration file. */
export function upstreamConfig(simulatorUrl: string, apiKey: string): Config {
  return {
    providers: UPSTREAMS.map(({ dialect, path }) => ({
      id: dialect,
      dialect,
      baseUrl: simulatorUrl + path,
      apiKey,
      simulated: true,
    })),
    models: UPSTREAMS.map((upstream) => ({
      id: modelOf(upstream),
      offers: [{ provider: upstream.dialect, model: upstream.model }],
      maxOutputTokens: 32_000,
    })),
    prices: UPSTREAMS.flatMap(pricesOf),
  };
}

function pricesOf({ dialect, model }: UpstreamCase): PriceInput[] {
  const prices = findModel(model)?.prices;
  if (prices?.output === undefined) throw new Error(`The simulator has no ${model}.`);
  const rates = {
    'in.text': prices.input,
    'in.cache_read': prices.cachedInput,
    'in.cache_write.5m': prices.cacheWrite5m,
    'out.text': prices.output,
  } as const;
  return Object.entries(rates).flatMap(([meter, rate]) =>
    rate === undefined
      ? []
      : [
          {
            id: `${dialect}-${meter}`,
            provider: dialect,
            model,
            meter: meter as keyof typeof rates,
            rate,
            per: 1_000_000 as const,
            effectiveFrom: '2020-01-01T00:00:00Z',
            recordedAt: '2020-01-01T00:00:00Z',
            source: 'simulator',
          },
        ],
  );
}
