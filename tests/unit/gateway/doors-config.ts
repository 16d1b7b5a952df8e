import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import { SIMULATED_MODELS } from '@/lib/simulator/models';

type Config = z.input<typeof configSchema>;

const DATES = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };

function prices(provider: string): NonNullable<Config['prices']> {
  return SIMULATED_MODELS.flatMap(({ name, prices: { input, output, cachedInput } }) =>
    (
      [
        ['in.text', input],
        ['out.text', output],
        ['in.cache_read', cachedInput],
      ] as const
    ).flatMap(([meter, rate]) =>
      rate === undefined
        ? []
        : [
            {
              id: `${provider}/${name}/${meter}`,
              provider,
              model: name,
              meter,
              rate,
              per: 1_000_000 as const,
              source: 'test',
              ...DATES,
            },
          ],
    ),
  );
}

/** Each dialect at the simulator, priced as it bills, and models for each door. */
export function doorsConfig(simulatorUrl: string): Config {
  const apiKey = 'env:TEST_SIM_KEY';
  const openai = `${simulatorUrl}/openai/v1`;
  const anthropic = `${simulatorUrl}/anthropic/v1`;
  const fault = { 'x-simulator-fault': '500' };
  return {
    providers: [
      { id: 'openai', dialect: 'openai-chat', baseUrl: openai, apiKey },
      { id: 'broken', dialect: 'openai-chat', baseUrl: openai, apiKey, headers: fault },
      { id: 'responses', dialect: 'openai-responses', baseUrl: openai, apiKey },
      { id: 'anthropic', dialect: 'anthropic-messages', baseUrl: anthropic, apiKey },
      { id: 'gemini', preset: 'gemini', baseUrl: `${simulatorUrl}/gemini/v1beta`, apiKey },
      { id: 'dead', dialect: 'anthropic-messages', baseUrl: 'http://127.0.0.1:9' },
    ],
    models: [
      {
        id: 'chat',
        aliases: ['chatty'],
        offers: [{ provider: 'openai', model: 'gpt-4.1' }],
        contextTokens: 128_000,
      },
      { id: 'responses', offers: [{ provider: 'responses', model: 'gpt-4.1' }] },
      {
        id: 'claude',
        offers: [{ provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' }],
        contextTokens: 200_000,
        maxOutputTokens: 64_000,
      },
      { id: 'claude-dead', offers: [{ provider: 'dead', model: 'claude' }] },
      { id: 'gemini', offers: [{ provider: 'gemini', model: 'gemini-2.5-flash' }] },
      { id: 'embed', offers: [{ provider: 'openai', model: 'text-embedding-3-small' }] },
      {
        id: 'embed-falls-over',
        offers: [
          { provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' },
          { provider: 'broken', model: 'text-embedding-3-small' },
          { provider: 'openai', model: 'text-embedding-3-small' },
        ],
      },
    ],
    prices: ['openai', 'broken', 'responses', 'anthropic', 'gemini'].flatMap(prices),
  };
}
