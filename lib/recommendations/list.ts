import type { Viewer } from '@/lib/users/viewer';
import { detectAveragePrice } from './detect/average-price';
import { detectBatchable } from './detect/batchable';
import { detectCacheableRepeats } from './detect/cacheable-repeats';
import { detectCheapUnused } from './detect/cheap-unused';
import { detectCheaperProvider } from './detect/cheaper-provider';
import { detectDearModels } from './detect/dear-models';
import { detectIdleKeys } from './detect/idle-keys';
import { detectOversizedMaxTokens } from './detect/oversized-max-tokens';
import { detectUncachedPrefixes } from './detect/uncached-prefixes';
import type { Facts } from './facts';
import { gatherFacts } from './gather';
import type { Recommendation } from './recommendation';

export { recommendationView, type Recommendation } from './recommendation';

export const RECOMMENDATION_DAYS = 30;
const ORDER = ['found', 'fine', 'unknown'];

/** Every detector over the facts; what was found first. Pure. */
export function recommend(facts: Facts): Recommendation[] {
  const all = [
    detectDearModels(facts),
    detectAveragePrice(facts),
    detectCheapUnused(facts),
    detectCheaperProvider(facts),
    detectUncachedPrefixes(facts),
    detectBatchable(facts),
    detectIdleKeys(facts),
    detectCacheableRepeats(facts),
    detectOversizedMaxTokens(facts),
  ];
  return all.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** What would save money in a workspace (or in the viewer's teams of it), from its last 30 days. Throws `forbidden` or `not_found`. */
export async function listRecommendations(
  viewer: Viewer,
  workspaceId: string,
  now: Date,
): Promise<Recommendation[]> {
  return recommend(await gatherFacts(viewer, workspaceId, RECOMMENDATION_DAYS, now));
}
