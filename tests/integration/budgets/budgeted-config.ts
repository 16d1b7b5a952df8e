export const KEY_VALUE = 'tg-race-0123456789abcdefghijklmn';
/** USD a million tokens; an answer of 100 tokens costs about a thousandth of a dollar. */
const PRICES = { 'in.text': '2', 'in.cache_read': '0.5', 'out.text': '8' } as const;

export interface RigConfig {
  limitUsd: string;
  mode?: 'hard' | 'soft';
  scope?: { kind: 'workspace' | 'team' | 'key' | 'tag' | 'user' | 'model'; value: string };
}

/** One model at the simulator, priced, a key, and a budget. */
export function budgetedConfig(simulatorUrl: string, config: RigConfig) {
  const { limitUsd, mode = 'hard', scope = { kind: 'workspace', value: 'main' } } = config;
  const dates = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };
  return {
    providers: [
      {
        id: 'openai',
        dialect: 'openai-chat',
        baseUrl: `${simulatorUrl}/openai/v1`,
        apiKey: 'env:TEST_SIM_KEY',
      },
    ],
    models: [
      { id: 'fast', offers: [{ provider: 'openai', model: 'gpt-4.1' }] },
      { id: 'free', offers: [{ provider: 'openai', model: 'gemini-2.5-flash' }] },
    ],
    prices: Object.entries(PRICES).map(([meter, rate]) => ({
      id: `fast-${meter}`,
      provider: 'openai',
      model: 'gpt-4.1*',
      meter,
      rate,
      per: 1_000_000,
      source: 'test',
      ...dates,
    })),
    rules: [],
    budgets: [{ id: 'all', name: 'All of it', scope, period: 'total', limitUsd, mode }],
    keys: [{ id: 'race', name: 'Race', team: 'core', value: KEY_VALUE, tags: { app: 'race' } }],
  };
}
