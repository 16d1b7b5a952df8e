import { compileSnapshot } from '@/lib/config/snapshot/compile-snapshot';
import type { ConfigDocument } from '@/lib/config/schemas';
import { beliefsOf, type PosteriorRow } from '@/lib/feedback/beliefs';
import type { PastWorld } from './send-past';

interface WorldParts {
  document: ConfigDocument;
  posteriors: readonly PosteriorRow[];
  workspaceId: string;
  pricesLaterMs: number;
}

/**
 * A configuration as past requests are sent through it. Nobody is called, so that a credential, proxy or simulator is
 * missing on this machine turns no provider off. Throws for rules that cannot be compiled. Pure.
 */
export function pastWorld({ document, posteriors, workspaceId, pricesLaterMs }: WorldParts): PastWorld {
  const providers = document.providers.map(
    ({ apiKey: _key, apiKeys: _keys, proxy: _proxy, ...provider }) => ({
      ...provider,
      simulated: false,
    }),
  );
  const snapshot = compileSnapshot({
    version: 0,
    document: { ...document, providers, budgets: [] },
    keys: new Map(),
    beliefs: beliefsOf(posteriors, document.models),
    secret: () => undefined,
    env: {},
    warn: () => undefined,
  });
  const knowledge = {
    beliefs: snapshot.beliefs.get(workspaceId) ?? new Map(),
    expectedCostUsd: snapshot.expectedCostUsd,
    latencyMs: () => undefined,
    withoutReasons: true as const,
  };
  return { snapshot, knowledge, pricesLaterMs };
}

const WEEK_MS = 7 * 86_400_000;

/**
 * How much later the prices of a span are asked for, so that those of a draft are in force for all of it: whole weeks,
 * so that the days and hours of a price's schedule stay what they are. 0 for a draft without prices.
 */
export function pricesLaterMs(
  prices: readonly { id: string }[],
  document: ConfigDocument,
  from: Date,
): number {
  if (prices.length === 0) return 0;
  const ids = new Set(prices.map(({ id }) => id));
  const begins = document.prices
    .filter(({ id }) => ids.has(id))
    .map(({ effectiveFrom, effectiveTo }) => Date.parse(effectiveTo ?? effectiveFrom));
  const weeks = Math.ceil((Math.max(...begins) - from.getTime()) / WEEK_MS);
  return Math.max(1, weeks) * WEEK_MS;
}
