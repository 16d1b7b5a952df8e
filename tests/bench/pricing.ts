import { catalogueModels, proposePriceRows } from '@/lib/pricing/catalogue';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceQuery } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** Time of one cost calculation against the budget of 5 µs: `npx tsx tests/bench/pricing.ts`. */
const BUDGET_US = 5;
const ROUNDS = 21;
const CALLS = 20_000;

const recordedAt = '2026-11-22T00:00:00Z';
const rows = catalogueModels().flatMap(({ provider, id }) =>
  proposePriceRows({ catalogueProvider: provider, provider, model: id, recordedAt }),
);
const book = buildPriceBook(rows);

const cases: Record<string, { provider: string; model: string; meters: MeterQuantities }> = {
  'text in and out': { provider: 'openai', model: 'gpt-4.1', meters: { 'in.text': 1_234, 'out.text': 567 } },
  'cached, reasoning': {
    provider: 'openai',
    model: 'gpt-5',
    meters: { 'in.text': 1_234, 'in.cache_read': 8_192, 'out.text': 567, 'out.reasoning': 2_048 },
  },
  'tiers, both cache writes': {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    meters: {
      'in.text': 3,
      'in.cache_read': 190_000,
      'in.cache_write.5m': 12_304,
      'in.cache_write.1h': 1_000,
      'out.text': 550,
    },
  },
  'peak hours': {
    provider: 'deepseek',
    model: 'deepseek-v4-flash',
    meters: { 'in.text': 1_234, 'in.cache_read': 8_192, 'out.text': 567 },
  },
};

function measure(name: string, budgetUs: number | undefined, call: (round: number) => unknown): void {
  const perCall: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    for (let index = 0; index < CALLS; index += 1) call(index);
    perCall.push(((performance.now() - start) * 1_000) / CALLS);
  }
  perCall.sort((a, b) => a - b);
  const [best, median, worst] = [0, ROUNDS >> 1, ROUNDS - 1].map((place) => perCall[place] ?? Number.NaN);
  const verdict = budgetUs === undefined ? '' : (median ?? Number.NaN) <= budgetUs ? 'ok' : 'OVER BUDGET';
  console.log(
    `${name.padEnd(28)} median ${median?.toFixed(2)} µs (${best?.toFixed(2)}–${worst?.toFixed(2)}) ${verdict}`,
  );
  if (verdict.startsWith('OVER')) process.exitCode = 1;
}

console.log(`${rows.length} price rows; ${ROUNDS} rounds of ${CALLS} calls`);
const at = Date.parse('2026-11-23T02:00:00Z');
for (const [name, { provider, model, meters }] of Object.entries(cases)) {
  measure(name, BUDGET_US, (index) => {
    const usage = { meters: { ...meters, 'out.text': index }, provenance: 'provider' as const };
    const query: PriceQuery = { provider, model, at: at + index, usage };
    return book.calculate(query);
  });
}
const prompt =
  'Summarise the incident report below in three bullet points, and name the owner of each. '.repeat(12);
measure(`token estimate, ${prompt.length} chars`, undefined, () => estimateTokens(prompt));
