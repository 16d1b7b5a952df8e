import { DIMENSION_NAMES } from '@/lib/analytics/dimensions';
import { costByModel } from '@/lib/analytics/savings/cost-by-model';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { filterOptions } from '@/lib/analytics/filter-options';
import { latency } from '@/lib/analytics/latency';
import { listRequests } from '@/lib/analytics/requests/list-requests';
import { overview } from '@/lib/analytics/overview';
import { resolveRange } from '@/lib/analytics/range';
import { compareBaselines } from '@/lib/analytics/savings/compare-baselines';
import { spendOverTime } from '@/lib/analytics/timeseries';
import { totals } from '@/lib/analytics/totals';
import { openTarget } from '@/scripts/seed/target';

/** Every query of a tile over 90 days of the workspace `seed` (BENCH_WORKSPACE), with p50 and p95 of BENCH_ROUNDS
 * rounds; BENCH_ONLY: those whose names begin so; BENCH_UNTIL: the day (UTC) that the 90 days end with. */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const viewer = { id: 'bench', email: 'bench@example.com', role: 'owner' };

const target = await openTarget();
process.env['DATABASE_URL'] = target.url;
const { db } = await import('@/lib/db');
const now = new Date(process.env['BENCH_UNTIL'] ?? Date.now());
const workspaceId = process.env['BENCH_WORKSPACE'] ?? 'seed';
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const asked = { range: 'custom', from: day(now.getTime() - 90 * 86_400_000), to: day(now.getTime()) };
const range = { ...resolveRange(asked, 'UTC', now), workspaceId };
const middle = { startedAt: now.getTime() - 45 * 86_400_000, id: 'z' };
const exploring = (words: Record<string, string>) => () =>
  explore(viewer, range, exploreQuerySchema.parse(words), now);

/** Each facet beside each other dimension, both ways; with metrics that need more than sums. */
const PAIRS = (['user', 'tag'] as const).flatMap((facet) =>
  DIMENSION_NAMES.filter((second) => second !== facet).flatMap((second) =>
    [
      { by: facet, then: second },
      { by: second, then: facet },
      { by: facet, then: second, metric: 'error_rate' },
    ].map((words) => {
      const name = `pair: ${words.by}, then ${words.then}${words.metric === undefined ? '' : ', error rate'}`;
      return [name, 300, exploring({ ...words, metric: words.metric ?? 'cost' })] as const;
    }),
  ),
);

/** Name, limit of p95 in ms, query. */
const ALL: readonly (readonly [string, number, () => Promise<unknown>])[] = [
  ['overview: traffic', 300, () => overview(viewer, range)],
  ['overview: latency', 300, () => latency(viewer, range)],
  ['overview: savings', 300, () => compareBaselines(viewer, range, [], now)],
  ['overview: spend over time', 300, () => spendOverTime(viewer, range, now)],
  ['overview: spend by model', 300, () => costByModel(viewer, range)],
  ['API: totals', 300, () => totals(viewer, { workspaceId, from: range.from, to: range.to })],
  ['spend: by model', 300, exploring({})],
  ['spend: by model, period before', 300, exploring({ compare: 'previous' })],
  ['spend: by key, then model', 300, exploring({ by: 'key', then: 'model' })],
  ['spend: by key, then task', 300, exploring({ by: 'key', then: 'task' })],
  ['spend: by tag', 300, exploring({ by: 'tag' })],
  ['spend: by tag, then model', 300, exploring({ by: 'tag', then: 'model' })],
  ['spend: by user', 300, exploring({ by: 'user' })],
  ['spend: by user, period before', 300, exploring({ by: 'user', compare: 'previous' })],
  ['spend: by team, then user', 300, exploring({ by: 'team', then: 'user' })],
  ['spend: by user, then model', 300, exploring({ by: 'user', then: 'model' })],
  ['spend: p95 by user', 300, exploring({ metric: 'latency_p95', by: 'user' })],
  ['spend: p95 by model', 300, exploring({ metric: 'latency_p95' })],
  ['spend: p95 by key', 300, exploring({ metric: 'latency_p95', by: 'key' })],
  ['spend: error rate by team', 300, exploring({ metric: 'error_rate', by: 'team' })],
  ['spend: hit rate by task', 300, exploring({ metric: 'hit_rate', by: 'task' })],
  ['spend: by rule, of one model', 300, exploring({ by: 'rule', model: 'gpt-4.1' })],
  ['requests: first page', 200, () => listRequests(viewer, { ...range, filters: {} })],
  ['requests: page in the middle', 200, () => listRequests(viewer, { ...range, filters: {}, after: middle })],
  [
    'requests: failed, of one model',
    200,
    () => listRequests(viewer, { ...range, filters: { model: 'gpt-4.1', outcome: 'failed' } }),
  ],
  [
    'requests: cost not known (none)',
    200,
    () => listRequests(viewer, { ...range, filters: { cost: 'uncosted' } }),
  ],
  ['filter options', 100, () => filterOptions(viewer, range)],
  ...PAIRS,
];
const TILES = ALL.filter(([name]) => name.startsWith(process.env['BENCH_ONLY'] ?? ''));

try {
  const { requests } = await overview(viewer, range);
  console.log(`${requests} requests in 90 days, ${ROUNDS} rounds\n`);
  console.log('| tile | p50 ms | p95 ms | target | |\n| --- | --- | --- | --- | --- |');
  for (const [name, limitMs, query] of TILES) {
    await query();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      await query();
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    const at = (q: number) => times[Math.min(times.length - 1, Math.ceil(q * times.length) - 1)] ?? 0;
    const verdict = at(0.95) <= limitMs ? 'met' : '**missed**';
    console.log(`| ${name} | ${at(0.5).toFixed(0)} | ${at(0.95).toFixed(0)} | ${limitMs} | ${verdict} |`);
  }
} finally {
  await db().$disconnect();
  await target.close();
}
