import { costByModel } from '@/lib/analytics/savings/cost-by-model';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { latency } from '@/lib/analytics/latency';
import { listRequests } from '@/lib/analytics/requests/list-requests';
import { overview } from '@/lib/analytics/overview';
import { resolveRange } from '@/lib/analytics/range';
import { spendOverTime } from '@/lib/analytics/timeseries';
import { quantile } from '../statistics';

const ROUNDS = 15;
const viewer = { id: 'bench', email: 'bench@example.com', role: 'owner' };

/** p50 and p95 of tiles over the last 30 days, ms. */
export async function measureTiles(
  workspaceId: string,
): Promise<{ tile: string; p50Ms: number; p95Ms: number }[]> {
  const now = new Date();
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const asked = { range: 'custom', from: day(now.getTime() - 30 * 86_400_000), to: day(now.getTime()) };
  const range = { ...resolveRange(asked, 'UTC', now), workspaceId };
  const exploring = (words: Record<string, string>) => () =>
    explore(viewer, range, exploreQuerySchema.parse(words), now);
  const tiles: [string, () => Promise<unknown>][] = [
    ['traffic', () => overview(viewer, range)],
    ['latency', () => latency(viewer, range)],
    ['spend over time', () => spendOverTime(viewer, range, now)],
    ['spend by model', () => costByModel(viewer, range)],
    ['spend by key, then model', exploring({ by: 'key', then: 'model' })],
    ['spend by user', exploring({ by: 'user' })],
    ['first page of requests', () => listRequests(viewer, { ...range, filters: {} })],
    ['requests that failed', () => listRequests(viewer, { ...range, filters: { outcome: 'failed' } })],
  ];
  const measured: { tile: string; p50Ms: number; p95Ms: number }[] = [];
  for (const [tile, query] of tiles) {
    await query();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      await query();
      times.push(performance.now() - began);
    }
    measured.push({ tile, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95) });
  }
  return measured;
}
