import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import type { ActiveKey, Snapshot } from '@/lib/config/snapshot/snapshot';
import type { GatewayDeps } from '@/lib/gateway/exchange';

type Config = z.input<typeof configSchema>;
export type RuleEntry = NonNullable<Config['rules']>[number];

/** USD for a million tokens in and out. */
const PRICES = { cheap: ['0.1', '0.4'], middle: ['1', '4'], strong: ['10', '40'] } as const;
const TIERS = { cheap: 'budget', middle: 'balanced', strong: 'premium' } as const;
const WINDOWS = { cheap: 1_000, middle: 8_000, strong: 200_000 };
const NAMES = ['cheap', 'middle', 'strong'] as const;

/** Three models of growing price, belief and window at one OpenAI-compatible upstream. */
export function routingConfig(upstreamUrl: string, rules: readonly RuleEntry[]): Config {
  const dates = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };
  return {
    providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: `${upstreamUrl}/v1` }],
    models: NAMES.map((id) => ({
      id,
      tier: TIERS[id],
      offers: [{ provider: 'p', model: `${id}-1` }],
      contextTokens: WINDOWS[id],
    })),
    prices: NAMES.flatMap((id) =>
      (['in.text', 'out.text'] as const).map((meter, at) => ({
        ...{ id: `${id}-${meter}`, provider: 'p', model: `${id}-1`, meter, ...dates },
        ...{ rate: PRICES[id][at] ?? '0', per: 1_000_000 as const, source: 'test' },
      })),
    ),
    rules: [...rules],
  };
}

export const ROUTING_KEY: ActiveKey = {
  ...{ id: TEST_KEY, name: 'k', workspaceId: 'main' },
  ...{ team: 'core', tags: { app: 'shop' } },
};

/** A gateway before those models; `over` changes what was learnt. */
export function startRouting(
  upstreamUrl: string,
  rules: readonly RuleEntry[],
  over: Partial<Snapshot> = {},
  deps: Partial<GatewayDeps> = {},
): Promise<GatewayFixture> {
  return startGateway({ ...snapshotOf(routingConfig(upstreamUrl, rules), [ROUTING_KEY]), ...over }, deps);
}

export interface Asked {
  body?: object;
  headers?: Record<string, string>;
  path?: string;
}

/** Asks for the model `auto` unless told otherwise. */
export function ask({ url }: Pick<GatewayFixture, 'url'>, asked: Asked = {}): Promise<Response> {
  const body = { model: 'auto', messages: [{ role: 'user', content: 'Say hello.' }], ...asked.body };
  return fetch(url + (asked.path ?? '/v1/chat/completions'), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TEST_KEY}`,
      'content-type': 'application/json',
      ...asked.headers,
    },
    body: JSON.stringify(body),
  });
}
