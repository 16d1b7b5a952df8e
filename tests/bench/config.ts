export const BENCH_KEY = 'tg-bench-0123456789abcdefghijklmn';

/** A configuration with all that a request passes: a key, a rule, a provider, prices. */
export function benchConfig(upstream: string) {
  const price = { provider: 'bench', model: 'bench-model', per: 1_000_000, source: 'bench' };
  const dates = { effectiveFrom: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z' };
  return {
    providers: [
      { id: 'bench', dialect: 'openai-chat' as const, baseUrl: `${upstream}/v1`, apiKey: 'sk-bench' },
    ],
    models: [
      { id: 'bench-model', offers: [{ provider: 'bench', model: 'bench-model' }], contextTokens: 200_000 },
    ],
    prices: [
      { ...price, ...dates, id: 'bench/in', meter: 'in.text' as const, rate: '2' },
      { ...price, ...dates, id: 'bench/cached', meter: 'in.cache_read' as const, rate: '0.5' },
      { ...price, ...dates, id: 'bench/out', meter: 'out.text' as const, rate: '8' },
    ],
    rules: [
      {
        id: 'code',
        name: 'Code',
        when: { tasks: ['code' as const], models: ['auto'] },
        targets: ['bench-model'],
      },
    ],
    keys: [{ id: 'bench', name: 'Bench', value: BENCH_KEY }],
  };
}
