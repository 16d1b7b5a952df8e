/** USD a million tokens. */
const PRICES = { 'in.text': '2', 'in.cache_read': '0.5', 'out.text': '8' } as const;
const DATES = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };

export const RATE_LIMIT = 600;
export const BUDGET_USD = '0.05';

export const ruleOf = (id: string) => ({ id, name: id, when: { models: ['routed'] }, targets: ['fast'] });

/** `fast` is served by the simulator, `shaky` first by a provider that always fails. */
export function fleetConfig(simulatorUrl: string, shakyUrl: string) {
  const prices = Object.entries(PRICES).map(([meter, rate]) => ({
    ...{ id: `fast-${meter}`, provider: 'steady', model: 'gpt-4.1*', meter, rate },
    ...{ per: 1_000_000, source: 'test', ...DATES },
  }));
  const provider = (id: string, baseUrl: string) => ({
    id,
    dialect: 'openai-chat',
    baseUrl,
    apiKey: 'sim-test',
  });
  return {
    providers: [provider('steady', `${simulatorUrl}/openai/v1`), provider('shaky', `${shakyUrl}/v1`)],
    models: [
      { id: 'fast', offers: [{ provider: 'steady', model: 'gpt-4.1' }] },
      {
        id: 'shaky',
        offers: [
          { provider: 'shaky', model: 'gpt-4.1' },
          { provider: 'steady', model: 'gpt-4.1' },
        ],
      },
    ],
    prices,
    rules: [ruleOf('first-rule')],
    budgets: [
      {
        ...{ id: 'capped', name: 'Capped', scope: { kind: 'key', value: 'capped' } },
        ...{ period: 'total', limitUsd: BUDGET_USD, mode: 'hard' },
      },
    ],
  };
}
