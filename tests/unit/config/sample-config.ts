export const PROVIDER_SECRET = 'sk-test-0123456789abcdef-provider';
export const KEY_VALUE = 'tg-test-0123456789abcdef-key-value';

/** A small configuration with one of each thing; the provider's and the key's secrets in the clear. */
export function sampleConfig() {
  return {
    providers: [
      {
        id: 'openai',
        dialect: 'openai-chat',
        baseUrl: 'https://api.openai.com/v1',
        apiKey: PROVIDER_SECRET,
        headers: { 'x-b': '2', 'x-a': '1' },
      },
      {
        id: 'local',
        dialect: 'openai-chat',
        baseUrl: 'http://127.0.0.1:11434/v1',
        apiKey: 'env:LOCAL_MODEL_KEY',
      },
    ],
    models: [
      { id: 'big', aliases: ['large'], offers: [{ provider: 'openai', model: 'gpt-big' }] },
      {
        id: 'small',
        aliases: [],
        offers: [
          { provider: 'local', model: 'small-7b' },
          { provider: 'openai', model: 'gpt-small' },
        ],
      },
    ],
    prices: [price('big-in', 'in.text', '2.50'), price('big-out', 'out.text', '10')],
    rules: [
      {
        id: 'auto-big',
        name: 'Long prompts',
        when: { models: ['auto'], minInputTokens: 1000 },
        targets: ['big', 'openai/small'],
      },
      { id: 'auto-rest', name: 'The rest', when: { models: ['auto'] }, targets: ['small'] },
    ],
    budgets: [
      {
        id: 'main-month',
        name: 'Main',
        scope: { kind: 'workspace', value: 'main' },
        period: 'monthly',
        limitUsd: '100.00',
        mode: 'soft',
      },
    ],
    keys: [
      {
        id: 'app',
        name: 'App',
        team: 'web',
        models: ['auto', 'large'],
        tags: { b: '2', a: '1' },
        value: KEY_VALUE,
      },
    ],
  };
}

function price(id: string, meter: string, rate: string) {
  return {
    id,
    provider: 'openai',
    model: 'gpt-big',
    meter,
    rate,
    per: 1_000_000,
    effectiveFrom: '2026-01-01T00:00:00Z',
    recordedAt: '2026-01-01T00:00:00Z',
    source: 'admin:test@example.com',
  };
}
