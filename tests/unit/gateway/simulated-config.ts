import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { TEST_KEY } from '@/tests/support/gateway-fixture';

export const KEYS: ActiveKey[] = [
  { id: TEST_KEY, name: 'Test', workspaceId: 'main', team: 'core', tags: { app: 'test' } },
  { id: `${TEST_KEY}-narrow`, name: 'Narrow', workspaceId: 'main', models: new Set(['fast']), tags: {} },
  { id: `${TEST_KEY}-expired`, name: 'Expired', workspaceId: 'main', tags: {}, expiresAt: 1 },
];

function price(
  provider: string,
  model: string,
  meter: 'in.text' | 'in.cache_read' | 'out.text',
  rate: string,
) {
  const dates = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };
  return {
    id: `${provider}/${model}/${meter}`,
    provider,
    model,
    meter,
    rate,
    per: 1_000_000 as const,
    source: 'test',
    ...dates,
  };
}

/** Two dialects at the simulator, a provider that refuses connections, and models over them. */
export function simulatedConfig(simulatorUrl: string, deadUrl: string): z.input<typeof configSchema> {
  return {
    providers: [
      {
        id: 'openai',
        dialect: 'openai-chat',
        baseUrl: `${simulatorUrl}/openai/v1`,
        apiKey: 'env:TEST_SIM_KEY',
      },
      {
        id: 'anthropic',
        dialect: 'anthropic-messages',
        baseUrl: `${simulatorUrl}/anthropic/v1`,
        apiKey: 'env:TEST_SIM_KEY',
      },
      { id: 'dead', dialect: 'openai-chat', baseUrl: deadUrl, apiKey: 'env:TEST_SIM_KEY' },
      {
        id: 'broken',
        dialect: 'openai-chat',
        baseUrl: `${simulatorUrl}/openai/v1`,
        apiKey: 'env:TEST_SIM_KEY',
        headers: { 'x-simulator-fault': '500' },
      },
      {
        id: 'cut',
        dialect: 'openai-chat',
        baseUrl: `${simulatorUrl}/openai/v1`,
        apiKey: 'env:TEST_SIM_KEY',
        headers: { 'x-simulator-fault': 'reset_mid;after=3' },
      },
      {
        id: 'refusing',
        dialect: 'openai-chat',
        baseUrl: `${simulatorUrl}/openai/v1`,
        apiKey: 'env:TEST_SIM_KEY',
        headers: { 'x-simulator-fault': '400' },
      },
    ],
    models: [
      { id: 'fast', offers: [{ provider: 'openai', model: 'gpt-4.1' }], contextTokens: 128_000 },
      {
        id: 'claude',
        offers: [{ provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' }],
        maxOutputTokens: 64_000,
      },
      { id: 'unpriced', offers: [{ provider: 'openai', model: 'gemini-2.5-flash' }] },
      { id: 'dead', offers: [{ provider: 'dead', model: 'x' }] },
      {
        id: 'falls-over',
        offers: [
          { provider: 'dead', model: 'x' },
          { provider: 'broken', model: 'gpt-4.1' },
          { provider: 'openai', model: 'gpt-4.1' },
        ],
      },
      {
        id: 'cut',
        offers: [
          { provider: 'cut', model: 'gpt-4.1' },
          { provider: 'openai', model: 'gpt-4.1' },
        ],
      },
      {
        id: 'refusing',
        offers: [
          { provider: 'refusing', model: 'gpt-4.1' },
          { provider: 'openai', model: 'gpt-4.1' },
        ],
      },
    ],
    prices: [
      price('openai', 'gpt-4.1*', 'in.text', '2'),
      price('openai', 'gpt-4.1*', 'in.cache_read', '0.5'),
      price('openai', 'gpt-4.1*', 'out.text', '8'),
      price('cut', 'gpt-4.1*', 'in.text', '2'),
      price('cut', 'gpt-4.1*', 'out.text', '8'),
      price('anthropic', 'claude-sonnet-4*', 'in.text', '3'),
      price('anthropic', 'claude-sonnet-4*', 'out.text', '15'),
    ],
    rules: [
      {
        id: 'auto-code',
        name: 'Code',
        when: { models: ['auto'], tasks: ['code'] },
        targets: ['claude', 'fast'],
      },
    ],
  };
}
